"""Wrong early stopping. Each docstring is a part of what the judge must say."""

import math

from autograder.solutions import regularization as right


class EarlyStopping__total(right.EarlyStopping):
    """All updates without an improvement are counted together"""

    def update(self, loss):
        if loss < self.best - self.min_delta:
            self.best = loss
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__last:
    """A loss is compared with the one before it"""

    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.count = patience, min_delta, math.inf, 0

    def update(self, loss):
        self.count = 0 if loss < self.best - self.min_delta else self.count + 1
        self.best = loss
        return self.count >= self.patience


class EarlyStopping__last_and_best:
    """stop["""

    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.count = patience, min_delta, math.inf, 0
        self.last = math.inf

    def update(self, loss):
        self.count = 0 if loss < self.last - self.min_delta else self.count + 1
        self.last = loss
        self.best = loss if loss < self.best - self.min_delta else self.best
        return self.count >= self.patience


class EarlyStopping__first(right.EarlyStopping):
    """best stays at the first loss"""

    def update(self, loss):
        if loss < self.best - self.min_delta:
            self.best = loss if self.best == math.inf else self.best
            self.waited = 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__never_moves(right.EarlyStopping):
    """best["""

    def update(self, loss):
        self.waited = 0 if loss < self.best - self.min_delta else self.waited + 1
        return self.waited >= self.patience


class EarlyStopping__equal(right.EarlyStopping):
    """has to be less than that"""

    def update(self, loss):
        if loss <= self.best - self.min_delta and loss != math.inf:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__equal_infinity(right.EarlyStopping):
    """stop["""

    def update(self, loss):
        if loss <= self.best - self.min_delta:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__no_delta(right.EarlyStopping):
    """min_delta is not used"""

    def __init__(self, patience, min_delta=0.0):
        super().__init__(patience)


class EarlyStopping__own_default(right.EarlyStopping):
    """min_delta is not given: a gain of a millionth counts"""

    def __init__(self, patience, min_delta=1e-4):
        super().__init__(patience, min_delta)


class EarlyStopping__relative(right.EarlyStopping):
    """You use min_delta as a share of the best loss"""

    def update(self, loss):
        if loss < self.best * (1 - self.min_delta):
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__added(right.EarlyStopping):
    """min_delta has the wrong sign"""

    def update(self, loss):
        if loss < self.best + self.min_delta and loss != math.inf:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__follows(right.EarlyStopping):
    """best follows every lower loss"""

    def update(self, loss):
        self.waited = 0 if loss < self.best - self.min_delta else self.waited + 1
        self.best = min(self.best, loss)
        return self.waited >= self.patience


class EarlyStopping__nan_is_better(right.EarlyStopping):
    """NaN counts as an improvement and becomes the best"""

    def update(self, loss):
        if loss >= self.best - self.min_delta:
            self.waited += 1
        else:
            self.best, self.waited = loss, 0
        return self.waited >= self.patience


class EarlyStopping__nan_is_min(right.EarlyStopping):
    """is NaN, expected"""

    def update(self, loss):
        self.waited = 0 if loss < self.best - self.min_delta else self.waited + 1
        self.best = loss if self.waited == 0 or math.isnan(loss) else self.best
        return self.waited >= self.patience


class EarlyStopping__nan_passed_over(right.EarlyStopping):
    """NaN is skipped as if there had been no update"""

    def update(self, loss):
        if math.isnan(loss):
            return self.waited >= self.patience
        return super().update(loss)


class EarlyStopping__nan_stops(right.EarlyStopping):
    """stop["""

    def update(self, loss):
        return super().update(loss) or math.isnan(loss)


class EarlyStopping__first_counts(right.EarlyStopping):
    """The first loss always becomes the best"""

    def __init__(self, patience, min_delta=0.0):
        super().__init__(patience, min_delta)
        self.best = None

    def update(self, loss):
        if self.best is None or loss < self.best - self.min_delta:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__late(right.EarlyStopping):
    """one update too late"""

    def update(self, loss):
        super().update(loss)
        return self.waited > self.patience


class EarlyStopping__early(right.EarlyStopping):
    """one update too early"""

    def update(self, loss):
        super().update(loss)
        return self.waited + 1 >= self.patience


class EarlyStopping__once(right.EarlyStopping):
    """It returns True once"""

    def update(self, loss):
        super().update(loss)
        return self.waited == self.patience


class EarlyStopping__for_good(right.EarlyStopping):
    """Once it has returned True"""

    stopped = False

    def update(self, loss):
        self.stopped |= super().update(loss)
        return self.stopped


class EarlyStopping__anew(right.EarlyStopping):
    """After a True the count restarts at 0"""

    def update(self, loss):
        stop = super().update(loss)
        self.waited = 0 if stop else self.waited
        return stop


class EarlyStopping__higher(right.EarlyStopping):
    """A higher loss counts as better"""

    def __init__(self, patience, min_delta=0.0):
        super().__init__(patience, min_delta)
        self.best = -math.inf

    def update(self, loss):
        if loss > self.best + self.min_delta:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


class EarlyStopping__go_on(right.EarlyStopping):
    """stop[0] is True, expected False"""

    def update(self, loss):
        return not super().update(loss)


class EarlyStopping__silent(right.EarlyStopping):
    """is the `return` missing?"""

    def update(self, loss):
        super().update(loss)


class EarlyStopping__counts(right.EarlyStopping):
    """stop[0] has dtype int64, expected bool"""

    def update(self, loss):
        super().update(loss)
        return self.waited


class EarlyStopping__no_best:
    """has no attribute 'best'"""

    def __init__(self, patience, min_delta=0.0):
        self.inside = right.EarlyStopping(patience, min_delta)

    def update(self, loss):
        return self.inside.update(loss)


class EarlyStopping__shared:
    """stop["""

    best = math.inf
    history = []  # noqa: RUF012 - that all objects share it is what is wrong here

    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta

    def update(self, loss):
        if loss < self.best - self.min_delta:
            self.best = loss
            self.history.clear()
        else:
            self.history.append(loss)
        return len(self.history) >= self.patience


class EarlyStopping__no_init:
    """takes no arguments"""

    best = math.inf

    def update(self, loss):
        return False
