"""Assignment 04: what goes wrong in early stopping."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from autograder.core.exercise import Family
from autograder.exercises.regularization.early_stopping import early_stopping, watched


class Stopper:
    """A right stopper in four steps, each of which can go wrong."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        self.patience = patience
        self.min_delta = min_delta
        self.best = math.inf
        self.waited = 0

    def update(self, loss: float) -> bool:
        better = self.better(loss)
        self.count(loss, better)
        self.keep(loss, better)
        return self.stop()

    def better(self, loss: float) -> bool:
        return loss < self.best - self.min_delta

    def count(self, loss: float, better: bool) -> None:
        self.waited = 0 if better else self.waited + 1

    def keep(self, loss: float, better: bool) -> None:
        self.best = loss if better else self.best

    def stop(self) -> bool:
        return self.waited >= self.patience


def watch(stopper: type[Stopper]) -> Callable[..., Any]:
    """Watch a wrong stopper in the same way as the student's."""

    def said(losses: Any, patience: int, *, min_delta: float = 0.0) -> Any:
        return watched(stopper, losses, patience, min_delta)

    return said


STOPPERS = Family()
STOPPERS.join(early_stopping, watch)


@STOPPERS.misconception(
    "All updates without an improvement are counted together. patience counts those in a row: an "
    "improvement resets the count."
)
class CountedInTotal(Stopper):
    def count(self, loss: float, better: bool) -> None:
        self.waited += not better


@STOPPERS.misconception(
    "All updates without an improvement are counted together, and it stops one update too late: "
    "an improvement resets the count, and waiting patience times is enough."
)
class CountedInTotalAndLate(CountedInTotal):
    def stop(self) -> bool:
        return self.waited > self.patience


@STOPPERS.misconception(
    "A loss is compared with the one before it. On a noisy curve every other loss looks better."
)
class ComparedWithTheLast(Stopper):
    def keep(self, loss: float, better: bool) -> None:
        self.best = loss


@STOPPERS.misconception(
    "best stays at the first loss, so any later one below it counts as an improvement."
)
class ComparedWithTheFirst(Stopper):
    def keep(self, loss: float, better: bool) -> None:
        self.best = loss if self.best == math.inf and better else self.best


@STOPPERS.misconception(
    "A loss that is exactly best − min_delta counts. It has to be less than that."
)
class EqualCounts(Stopper):
    def better(self, loss: float) -> bool:
        return loss <= self.best - self.min_delta and loss < math.inf


@STOPPERS.misconception("Every gain counts, however small: min_delta is not used.")
class AnyGainCounts(Stopper):
    def better(self, loss: float) -> bool:
        return loss < self.best


@STOPPERS.misconception(
    "You use min_delta as a share of the best loss. It has the units of the loss."
)
class RelativeGain(Stopper):
    def better(self, loss: float) -> bool:
        return loss < self.best * (1 - self.min_delta)


@STOPPERS.misconception(
    "min_delta has the wrong sign: a loss that is a little worse than the best counts as better."
)
class DeltaAdded(Stopper):
    def better(self, loss: float) -> bool:
        return loss < self.best + self.min_delta and loss < math.inf


@STOPPERS.misconception(
    "best follows every lower loss, so that gains below min_delta never add up. It moves only "
    "when a loss counts as an improvement."
)
class BestFollows(Stopper):
    def keep(self, loss: float, better: bool) -> None:
        self.best = min(self.best, loss)


@STOPPERS.misconception(
    "NaN counts as an improvement and becomes the best. Every comparison with NaN is False, so "
    "every later comparison with this best is False too."
)
class NanIsBetter(Stopper):
    def better(self, loss: float) -> bool:
        return not loss >= self.best - self.min_delta


@STOPPERS.misconception(
    "NaN is skipped as if there had been no update. It is an update without improvement."
)
class NanIsPassedOver(Stopper):
    def count(self, loss: float, better: bool) -> None:
        if not math.isnan(loss):
            super().count(loss, better)


@STOPPERS.misconception(
    "The first loss always becomes the best. NaN and infinity are no improvement, even if they "
    "come first."
)
class FirstAlwaysCounts(Stopper):
    seen = False

    def better(self, loss: float) -> bool:
        first, self.seen = not self.seen, True
        return first or super().better(loss)


@STOPPERS.misconception(
    "NaN stops training at once. It is an update without improvement, like any other."
)
class NanStops(Stopper):
    nan = False

    def keep(self, loss: float, better: bool) -> None:
        self.nan = math.isnan(loss)
        super().keep(loss, better)

    def stop(self) -> bool:
        return self.nan or super().stop()


@STOPPERS.misconception(
    "True and False are swapped: update says whether to stop, not whether to go on."
)
class SaysGoOn(Stopper):
    def stop(self) -> bool:
        return not super().stop()


@STOPPERS.misconception(
    "It stops one update too late: after patience + 1 updates without an improvement."
)
class OneLate(Stopper):
    def stop(self) -> bool:
        return self.waited > self.patience


@STOPPERS.misconception(
    "It stops one update too early: after patience − 1 updates without an improvement."
)
class OneEarly(Stopper):
    def stop(self) -> bool:
        return self.waited >= self.patience - 1


@STOPPERS.misconception(
    "It returns True once, and False again at the next update without improvement."
)
class SaidOnce(Stopper):
    def stop(self) -> bool:
        return self.waited == self.patience


@STOPPERS.misconception(
    "Once it has returned True, it never returns False again, even after an improvement."
)
class NeverTakenBack(Stopper):
    stopped = False

    def stop(self) -> bool:
        self.stopped = self.stopped or super().stop()
        return self.stopped


@STOPPERS.misconception("After a True the count restarts at 0, although nothing improved.")
class CountedAnew(Stopper):
    def stop(self) -> bool:
        stopped = super().stop()
        self.waited = 0 if stopped else self.waited
        return stopped


@STOPPERS.misconception("A higher loss counts as better. A lower loss is better.")
class HigherIsBetter(Stopper):
    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        super().__init__(patience, min_delta)
        self.best = -math.inf

    def better(self, loss: float) -> bool:
        return loss > self.best + self.min_delta
