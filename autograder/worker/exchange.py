"""One exchange with a worker: a request and its cases go down, frames come up."""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import IO, Any

from autograder.worker.child import protocol
from autograder.worker.incoming import Incoming

MOST_AT_LENGTH = 12
"""All cases of an exercise together may take so many times as long as one."""


class Ending(Enum):
    """How a worker's answer ended."""

    DONE = "done"
    TIMEOUT = "timeout"
    DIED = "died"
    GARBLED = "garbled"


@dataclass(frozen=True)
class Request:
    """One exercise to run: the stub, its cases (inputs by position), its limits.

    The worker gets the second group of cases when it has answered the first: nothing that it says
    of public cases can tell of hidden ones. Each case has ``seconds`` of CPU time, and so has the
    import; all together have no more than ``in_all``. ``by_name`` holds, for each case, the names
    by which the function gets its last inputs, from a probe too. Without a stub no student code is
    loaded and the probe runs alone. ``variants``, if there are any, are the numbers of the variants
    of the function that answer the cases, one for each, in ascending order.
    """

    stub: str
    groups: list[list[list[Any]]]
    probe: dict[str, str] | None
    seconds: float
    memory_mb: int
    by_name: list[list[str]] = field(default_factory=list)
    in_all: float = math.inf
    variants: list[int] = field(default_factory=list)
    text: bool = False
    """Whether to say of the function's text what it shows."""

    @property
    def module(self) -> str:
        """The module of the stub; ``-`` without one."""
        return self.stub.partition(":")[0] or "-"

    @property
    def most_seconds(self) -> float:
        """The CPU time of all cases together."""
        most = self.seconds * min(1 + sum(map(len, self.groups)), MOST_AT_LENGTH)
        return min(most, self.in_all)

    @functools.cached_property
    def header(self) -> bytes:
        """All but the cases, as it is sent."""
        limits = {
            "seconds": self.seconds,
            "most_seconds": self.most_seconds,
            "memory_mb": self.memory_mb,
            "by_name": self.by_name,
            "variants": self.variants,
            "text": self.text,
        }
        return protocol.encode({"stub": self.stub, "probe": self.probe, **limits})

    @functools.cached_property
    def packed(self) -> list[tuple[int, bytes]]:
        """Every group as it is sent, and the number of its cases; encoded once for everybody."""
        return [
            (len(cases), b"".join(map(protocol.encode, (len(cases), *cases))))
            for cases in self.groups
        ]


@dataclass
class Reply:
    """What came back and how it ended.

    ``opening`` says how the import went: ``imported``, ``import`` (the exception) or ``missing``
    (the function); it is empty if the worker never got that far. ``frames`` holds one answer for
    each case that the worker reached. ``noticed`` lists what student code did that no exercise
    needs. ``cpu`` is the CPU time of everything, import included, in seconds; where the system
    can fork, a process measures it in which student code never runs.
    """

    opening: dict[str, Any] = field(default_factory=dict)
    frames: list[dict[str, Any]] = field(default_factory=list)
    ending: Ending = Ending.DONE
    exit_code: int | None = None
    noticed: list[str] = field(default_factory=list)
    cpu: float = 0.0


def exchange(
    request: Request,
    down: IO[bytes],
    incoming: Incoming,
    reply: Reply,
    on_answer: Callable[[], None],
) -> None:
    """The import, then group by group what comes of the cases; ``reply`` takes it all.

    Raises EOFError once nothing more comes.
    """
    _write(down, request.header)
    reply.opening = incoming.opening()
    if "imported" in reply.opening:
        for count, cases in request.packed:
            _write(down, cases)
            for _ in range(count):
                on_answer()
                reply.frames.append(incoming.answer())


def _write(pipe: IO[bytes], frame: bytes) -> None:
    """If nobody reads any more, there may still be answers."""
    rest = memoryview(frame)
    with contextlib.suppress(BrokenPipeError):
        while rest:
            rest = rest[pipe.write(rest) :]
        pipe.flush()
