"""Whether anybody still looks: a training that belongs to a widget ends when its page is gone.

A kernel isn't told that a page was closed or an output cleared. So the page answers some of what it
is sent, and where answers stay away for long, nobody is there.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable

PATIENCE = 10.0
"""Seconds of training without an answer from the page, after which it counts as gone."""

_living: weakref.WeakSet[Presence] = weakref.WeakSet()


class Presence:
    """The page of one widget: what it was sent, and how long it has not answered.

    stop: ends the training of the widget, if it has begun. A new widget ends all others, for
    example those of an earlier run of the same cell. unanswered: how much was sent and not
    answered yet.
    """

    def __init__(self, stop: Callable[[], None]) -> None:
        self.stop = stop
        for other in list(_living):
            other.stop()
        _living.add(self)
        self.begin()

    def begin(self) -> None:
        """The page is there for sure: it has just asked for something."""
        self.unanswered, self._silence = 0, 0.0

    def sent(self) -> None:
        """Something was sent that the page answers."""
        self.unanswered += 1

    def answered(self) -> None:
        """The page answered."""
        self.unanswered, self._silence = max(0, self.unanswered - 1), 0.0

    def gone(self, worked: float) -> bool:
        """Whether to stop, after so many more seconds of training."""
        if self.unanswered:
            self._silence += worked
        return self._silence > PATIENCE
