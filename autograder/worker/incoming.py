"""What a worker sends, checked before the judge reads it: form, sizes, types."""

from __future__ import annotations

import subprocess
from typing import IO, Any

from autograder.worker.child import protocol


class Incoming:
    """Frames from a worker, checked, with a cap on all their bytes together.

    What the worker notices of the student's code comes in between, and goes to ``noticed``.
    """

    def __init__(self, process: subprocess.Popen[bytes], noticed: list[str] | None = None) -> None:
        assert process.stdout is not None
        self._noticed = [] if noticed is None else noticed
        self._pipe: IO[bytes] = process.stdout
        self._budget = protocol.Budget()

    def frame(self) -> dict[str, Any]:
        """The next frame. Raises ProtocolError, and EOFError where the worker has ended."""
        while "noticed" in (frame := self._any_frame()):
            self._noticed.append(frame["noticed"])
            if len(self._noticed) > protocol.MAX_EVENTS:
                raise protocol.ProtocolError("more was noticed than a worker tells")
        return frame

    def _any_frame(self) -> dict[str, Any]:
        frame = protocol.read(self._exactly, self._budget)
        if not isinstance(frame, dict) or not _is_well_formed(frame):
            raise protocol.ProtocolError("a frame of another form")
        return frame

    def _exactly(self, count: int) -> bytes:
        data = self._pipe.read(count)
        if len(data) < count:
            raise EOFError
        return data


def _is_well_formed(frame: dict[Any, Any]) -> bool:
    """Whether the parts of a frame that the judge reads have the types it relies on."""
    errors = [frame[key] for key in ("raised", "import") if key in frame]
    changed = frame.get("changed", [])
    return (
        all(map(_is_error, errors))
        and isinstance(changed, list)
        and all(type(index) is int for index in changed)
        and _are_texts([*frame.get("ruled_out", []), frame.get("noticed", "")])
        and _are_texts([frame.get("printed", "")], protocol.MAX_PRINTED)
    )


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
