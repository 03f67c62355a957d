"""Assignment 04: what goes wrong in early stopping."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from autograder.core.exercise import Family
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


def watch(stopper: type[Stopper]) -> Callable[..., Any]:
    """What is asked of an early stopping, asked of this one."""

    def said(losses: Any, patience: int, *, min_delta: float = 0.0) -> Any:
        return watched(stopper, losses, patience, min_delta)

    return said


STOPPERS = Family()
STOPPERS.join(early_stopping, watch)


@STOPPERS.misconception(
    "All updates without an improvement are counted together. patience is how many come in a row: "
    "an improvement starts the count anew."
)
class CountedInTotal(Stopper):
    def count(self, loss: float, better: bool) -> None:
        self.waited += not better


@STOPPERS.misconception(
    "A loss is compared with the one before it. On a noisy curve every other loss looks better."
)
class ComparedWithTheLast(Stopper):
    def keep(self, loss: float, better: bool) -> None:
        self.best = loss


@STOPPERS.misconception(
    "best stays at the first loss, so that any later one below it counts as an improvement."
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
    "min_delta is taken as a share of the best loss. It is in units of the loss."
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
    "NaN is taken as an improvement and becomes the best. Every comparison with NaN is False, and "
    "so is everything that is compared with this best from then on."
)
class NanIsBetter(Stopper):
    def better(self, loss: float) -> bool:
        return not loss >= self.best - self.min_delta


@STOPPERS.misconception(
    "NaN is passed over as if nothing had come. It is an update without improvement."
)
class NanIsPassedOver(Stopper):
    def count(self, loss: float, better: bool) -> None:
        if not math.isnan(loss):
            super().count(loss, better)


@STOPPERS.misconception(
    "The first loss is taken as the best whatever it is. NaN and infinity are no improvement, "
    "also when they come first."
)
class FirstAlwaysCounts(Stopper):
    seen = False

    def better(self, loss: float) -> bool:
        first, self.seen = not self.seen, True
        return first or super().better(loss)


@STOPPERS.misconception(
    "NaN says stop at once. It is an update without improvement, like any other."
)
class NanStops(Stopper):
    nan = False

    def keep(self, loss: float, better: bool) -> None:
        self.nan = math.isnan(loss)
        super().keep(loss, better)

    def stop(self) -> bool:
        return self.nan or super().stop()


@STOPPERS.misconception(
    "True and False are exchanged: update says whether to stop, not whether to go on."
)
class SaysGoOn(Stopper):
    def stop(self) -> bool:
        return not super().stop()


@STOPPERS.misconception("It stops one update too late: after patience + 1 without an improvement.")
class OneLate(Stopper):
    def stop(self) -> bool:
        return self.waited > self.patience


@STOPPERS.misconception("It stops one update too early: after patience − 1 without an improvement.")
class OneEarly(Stopper):
    def stop(self) -> bool:
        return self.waited >= self.patience - 1


@STOPPERS.misconception("It says True once, and at the next update that is no better False again.")
class SaidOnce(Stopper):
    def stop(self) -> bool:
        return self.waited == self.patience


@STOPPERS.misconception("Once it has said True, no improvement makes it say False again.")
class NeverTakenBack(Stopper):
    stopped = False

    def stop(self) -> bool:
        self.stopped = self.stopped or super().stop()
        return self.stopped


@STOPPERS.misconception("After a True the count starts at 0, although there was no improvement.")
class CountedAnew(Stopper):
    def stop(self) -> bool:
        stopped = super().stop()
        self.waited = 0 if stopped else self.waited
        return stopped


@STOPPERS.misconception("Higher counts as better. A loss gets better by becoming lower.")
class HigherIsBetter(Stopper):
    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        super().__init__(patience, min_delta)
        self.best = -math.inf

    def better(self, loss: float) -> bool:
        return loss > self.best + self.min_delta
