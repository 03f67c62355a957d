"""Assignment 04: what goes wrong in early stopping."""

from __future__ import annotations

import math
from typing import Any

from autograder.exercises.regularization.early_stopping import early_stopping, watched


class Stopper:
    """A right one in four steps, each of which can go wrong."""

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


def misconception(stopper: type[Stopper]) -> type[Stopper]:
    """Declare a stopper that goes wrong; its docstring is what is said about it."""

    def said(losses: Any, patience: int, *, min_delta: float = 0.0) -> Any:
        return watched(stopper, losses, patience, min_delta)

    said.__name__ = stopper.__name__
    early_stopping.misconception(" ".join((stopper.__doc__ or "").split()))(said)
    return stopper


@misconception
class CountedInTotal(Stopper):
    """All updates without an improvement are counted together. patience is how many come in a
    row: an improvement starts the count anew.
    """

    def count(self, loss: float, better: bool) -> None:
        self.waited += not better


@misconception
class ComparedWithTheLast(Stopper):
    """A loss is compared with the one before it. On a noisy curve every other loss looks
    better.
    """

    def keep(self, loss: float, better: bool) -> None:
        self.best = loss


@misconception
class ComparedWithTheFirst(Stopper):
    """best stays at the first loss, so that any later one below it counts as an improvement."""

    def keep(self, loss: float, better: bool) -> None:
        self.best = loss if self.best == math.inf and better else self.best


@misconception
class EqualCounts(Stopper):
    """A loss that is exactly best − min_delta counts. It has to be less than that."""

    def better(self, loss: float) -> bool:
        return loss <= self.best - self.min_delta and loss < math.inf


@misconception
class AnyGainCounts(Stopper):
    """Every gain counts, however small: min_delta is not used."""

    def better(self, loss: float) -> bool:
        return loss < self.best


@misconception
class RelativeGain(Stopper):
    """min_delta is taken as a share of the best loss. It is in units of the loss."""

    def better(self, loss: float) -> bool:
        return loss < self.best * (1 - self.min_delta)


@misconception
class DeltaAdded(Stopper):
    """min_delta has the wrong sign: a loss that is a little worse than the best counts as
    better.
    """

    def better(self, loss: float) -> bool:
        return loss < self.best + self.min_delta and loss < math.inf


@misconception
class BestFollows(Stopper):
    """best follows every lower loss, so that gains below min_delta never add up. It moves
    only when a loss counts as an improvement.
    """

    def keep(self, loss: float, better: bool) -> None:
        self.best = min(self.best, loss)


@misconception
class NanIsBetter(Stopper):
    """NaN is taken as an improvement and becomes the best. Every comparison with NaN is
    False, and so is everything that is compared with this best from then on.
    """

    def better(self, loss: float) -> bool:
        return not loss >= self.best - self.min_delta


@misconception
class NanIsPassedOver(Stopper):
    """NaN is passed over as if nothing had come. It is an update without improvement."""

    def count(self, loss: float, better: bool) -> None:
        if not math.isnan(loss):
            super().count(loss, better)


@misconception
class FirstAlwaysCounts(Stopper):
    """The first loss is taken as the best whatever it is. NaN and infinity are no
    improvement, also when they come first.
    """

    seen = False

    def better(self, loss: float) -> bool:
        first, self.seen = not self.seen, True
        return first or super().better(loss)


@misconception
class NanStops(Stopper):
    """NaN says stop at once. It is an update without improvement, like any other."""

    nan = False

    def keep(self, loss: float, better: bool) -> None:
        self.nan = math.isnan(loss)
        super().keep(loss, better)

    def stop(self) -> bool:
        return self.nan or super().stop()


@misconception
class SaysGoOn(Stopper):
    """True and False are exchanged: update says whether to stop, not whether to go on."""

    def stop(self) -> bool:
        return not super().stop()


@misconception
class OneLate(Stopper):
    """It stops one update too late: after patience + 1 without an improvement."""

    def stop(self) -> bool:
        return self.waited > self.patience


@misconception
class OneEarly(Stopper):
    """It stops one update too early: after patience − 1 without an improvement."""

    def stop(self) -> bool:
        return self.waited >= self.patience - 1


@misconception
class SaidOnce(Stopper):
    """It says True once, and at the next update that is no better False again."""

    def stop(self) -> bool:
        return self.waited == self.patience


@misconception
class NeverTakenBack(Stopper):
    """Once it has said True, no improvement makes it say False again."""

    stopped = False

    def stop(self) -> bool:
        self.stopped = self.stopped or super().stop()
        return self.stopped


@misconception
class CountedAnew(Stopper):
    """After a True the count starts at 0, although there was no improvement."""

    def stop(self) -> bool:
        stopped = super().stop()
        self.waited = 0 if stopped else self.waited
        return stopped


@misconception
class HigherIsBetter(Stopper):
    """Higher counts as better. A loss gets better by becoming lower."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        super().__init__(patience, min_delta)
        self.best = -math.inf

    def better(self, loss: float) -> bool:
        return loss > self.best + self.min_delta
