"""What a worker sends. Form, sizes and types are checked before the judge reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from autograder.worker.child import protocol


class Incoming:
    """Frames from a worker, checked, with a cap on all their bytes together.

    Frames in between say what the worker noticed of the student's code; they go to ``noticed``.
    Of an exception's places only those are kept whose line exists: ``has_line(file, line)``.
    Every method raises EOFError if the worker has ended, and ProtocolError for what is malformed.
    """

    def __init__(
        self,
        pipe: IO[bytes],
        noticed: list[str] | None = None,
        has_line: Callable[[str, int], bool] = lambda file, line: True,
    ) -> None:
        self._pipe = pipe
        self._noticed = [] if noticed is None else noticed
        self._has_line = has_line
        self._budget = protocol.Budget()

    def ready(self) -> None:
        """The worker has started."""
        self._frame("ready")

    def opening(self) -> dict[str, Any]:
        """How the import went: ``imported``, ``import`` (the exception) or ``missing``."""
        return self._frame("imported", "import", "missing")

    def answer(self) -> dict[str, Any]:
        """What came of one case: ``value`` or ``raised``."""
        return self._frame("value", "raised")

    def cpu(self) -> float:
        """The CPU time of all that came before, if the worker measures it itself."""
        return float(self._frame("cpu")["cpu"])

    def end(self) -> None:
        """Nothing may follow."""
        try:
            self._frame()
        except EOFError:
            return
        raise protocol.ProtocolError("more frames than cases")

    def _frame(self, *kinds: str) -> dict[str, Any]:
        while "noticed" in (frame := self._any_frame()):
            self._noticed.append(frame["noticed"])
            if len(self._noticed) > protocol.MAX_EVENTS:
                raise protocol.ProtocolError("the worker notices more than it may")
        if sum(kind in frame for kind in kinds) != 1:
            raise protocol.ProtocolError("a frame of another kind")
        for error in (frame[name] for name in ("import", "raised") if name in frame):
            error["frames"] = [place for place in error["frames"] if self._has_line(*place[:2])]
        if "text" in frame:
            frame["text"] = [each for each in frame["text"] if self._has_line(*each[1:3])]
        if "variant" in frame and not self._has_line(*frame["variant"][1:3]):
            del frame["variant"]
        return frame

    def _any_frame(self) -> dict[str, Any]:
        try:
            frame = protocol.read(self._exactly, self._budget)
            if _is_well_formed(frame):
                return dict(frame)
        except (EOFError, OSError, protocol.ProtocolError):
            raise
        except Exception as error:  # whatever bytes can provoke is the fault of who sent them
            raise protocol.ProtocolError(f"a frame is malformed: {error}") from error
        raise protocol.ProtocolError("a malformed frame")

    def _exactly(self, count: int) -> bytes:
        data = self._pipe.read(count)
        if len(data) < count:
            raise EOFError
        return data


def _is_well_formed(frame: Any) -> bool:
    """Whether it is a dict of known fields, each of its type."""
    return isinstance(frame, dict) and all(
        name in _FIELDS and _FIELDS[name](value) for name, value in frame.items()
    )


def _is_error(error: Any) -> bool:
    if not isinstance(error, dict) or error.keys() != {"type", "kinds", "message", "frames"}:
        return False
    places = error["frames"]
    return (
        _is_text(error["type"])
        and _is_text(error["message"])
        and _are_texts(error["kinds"])
        and isinstance(places, list)
        and all(map(_is_place, places))
    )


def _is_place(place: Any) -> bool:
    """File, line, function, source text."""
    if not isinstance(place, list) or len(place) != 4 or type(place[1]) is not int:
        return False
    return all(map(_is_text, (place[0], place[2], place[3])))


def _is_variant(variant: Any) -> bool:
    """Kind, file, line, source text, what of it is changed."""
    if not isinstance(variant, list) or len(variant) != 5 or type(variant[2]) is not int:
        return False
    return all(map(_is_text, (*variant[:2], *variant[3:])))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= protocol.MAX_MESSAGE


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(map(_is_text, values))


def _is_printed(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= protocol.MAX_PRINTED


def _are_indices(values: Any) -> bool:
    return isinstance(values, list) and all(type(each) is int and each >= 0 for each in values)


_FIELDS: dict[Any, Callable[[Any], bool]] = {
    "ready": lambda value: value is True,
    "imported": lambda value: value is True,
    "import": _is_error,
    "missing": _is_text,
    "value": lambda value: True,
    "raised": _is_error,
    "changed": _are_indices,
    "restored": _are_indices,
    "shared": _are_indices,
    "printed": _is_printed,
    "ruled_out": _are_texts,
    "noticed": _is_text,
    "variant": _is_variant,
    "text": lambda value: isinstance(value, list) and all(map(_is_variant, value)),
    "cpu": lambda value: type(value) is float,
}
