"""What a worker sends. Form, sizes and types are checked before the judge reads it."""

from __future__ import annotations

import subprocess
from typing import IO, Any

from autograder.worker.child import protocol


class Incoming:
    """Frames from a worker, checked, with a cap on all their bytes together.

    Frames in between say what the worker noticed of the student's code; they go to ``noticed``.
    """

    def __init__(self, process: subprocess.Popen[bytes], noticed: list[str] | None = None) -> None:
        assert process.stdout is not None
        self._noticed = [] if noticed is None else noticed
        self._pipe: IO[bytes] = process.stdout
        self._budget = protocol.Budget()

    def frame(self) -> dict[str, Any]:
        """The next frame. Raises ProtocolError, and EOFError if the worker has ended."""
        while "noticed" in (frame := self._any_frame()):
            self._noticed.append(frame["noticed"])
            if len(self._noticed) > protocol.MAX_EVENTS:
                raise protocol.ProtocolError("the worker notices more than it may")
        return frame

    def _any_frame(self) -> dict[str, Any]:
        frame = protocol.read(self._exactly, self._budget)
        if not isinstance(frame, dict) or not _is_well_formed(frame):
            raise protocol.ProtocolError("a malformed frame")
        return frame

    def _exactly(self, count: int) -> bytes:
        data = self._pipe.read(count)
        if len(data) < count:
            raise EOFError
        return data


def _is_well_formed(frame: dict[Any, Any]) -> bool:
    """Whether the judge can rely on the types of all that it reads of a frame."""
    errors = [frame[key] for key in ("raised", "import") if key in frame]
    of_inputs = [frame.get(key, []) for key in ("changed", "shared")]
    return (
        all(map(_is_error, errors))
        and all(map(_are_indices, of_inputs))
        and _are_texts([*frame.get("ruled_out", []), frame.get("noticed", "")])
        and _are_texts([frame.get("printed", "")], protocol.MAX_PRINTED)
    )


def _are_indices(values: Any) -> bool:
    return isinstance(values, list) and all(type(value) is int for value in values)


def _is_error(error: Any) -> bool:
    if not isinstance(error, dict) or not _are_texts([error.get("type"), error.get("message")]):
        return False
    frames = error.get("frames")
    places = frames if isinstance(frames, list) else [None]
    return _are_texts(error.get("kinds")) and all(map(_is_place, places))


def _is_place(place: Any) -> bool:
    """File, line, function, source text."""
    if not isinstance(place, list) or len(place) != 4 or type(place[1]) is not int:
        return False
    return _are_texts([place[0], place[2], place[3]])


def _are_texts(values: Any, longest: int = protocol.MAX_MESSAGE) -> bool:
    return isinstance(values, list) and all(
        isinstance(value, str) and len(value) <= longest for value in values
    )
