"""Expected outputs and the outputs of misconceptions, computed once and kept on disk.

With everything in the cache, nothing here imports torch.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import inspect
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from autograder.core import storage
from autograder.core.exercise import Case, Exercise, Value
from autograder.worker.child import protocol
from autograder.worker.libraries import cache_folder as cache_folder

_CHILD = Path(protocol.__file__).parent
_REFERENCES = Path(__file__).parents[1] / "reference"
MOST_NAMED = 6
"""A message with more numbers has named none."""


class Raises:
    """The expected output where the right answer is an exception of this kind.

    ``number`` is one that its message must name, and ``what`` says what it counts.
    """

    def __init__(self, kind: str, what: str = "", number: int = 0) -> None:
        self.kind = kind
        self.what = what
        self.number = number

    def __str__(self) -> str:
        names = f" that names the {self.what}" if self.what else ""
        return f"a raised {self.kind}{names}"

    def is_named(self, message: str, case: Case) -> bool:
        """Whether the number is there, with few others that the inputs do not hold."""
        said = set(re.findall(r"\d+", message)) - set(re.findall(r"\d+", str(case.inputs)))
        return not self.what or (str(self.number) in said and len(said) <= MOST_NAMED)


def expected_outputs(exercise: Exercise, cases: list[Case]) -> list[Value]:
    """The reference's output for every case. Where it raises ValueError: ``Raises``."""

    def compute() -> list[Value]:
        return [_output(exercise.reference, case, ValueError) for case in cases]

    outputs: list[Value] = kept(exercise, cases, "expected", compute)
    return outputs


def mistaken_outputs(exercise: Exercise, case: Case, only: str = "") -> dict[str, Value]:
    """The output of every misconception in one case, or of one alone, by the misconception's name.

    A wrong version may not fit some shapes; what it raises is its output then. Where nothing is
    compared, it is None.
    """
    misfits = (ValueError, RuntimeError, IndexError)

    def compute() -> dict[str, Value]:
        return {
            wrong.name: None if case.accept else _output(wrong.function, case, *misfits)
            for wrong in exercise.misconceptions
            if only in ("", wrong.name)
        }

    outputs: dict[str, Value] = kept(exercise, [case], wrong_kind(only), compute)
    return outputs


def outputs_or_misfits(exercise: Exercise, cases: Iterable[Case]) -> list[Value]:
    """The reference's outputs for cases that nobody has declared; ``Raises`` where one misfits."""
    misfits = (ValueError, RuntimeError, IndexError, TypeError, ZeroDivisionError)
    return [_output(exercise.reference, case, *misfits) for case in cases]


def wrong_kind(only: str = "") -> str:
    """Under what the outputs of all misconceptions in one case are kept, or those of one."""
    return f"wrong-{only}" if only else "wrong"


def _output(function: Callable[..., Value], case: Case, *caught: type[Exception]) -> Value:
    from autograder.reference.backend import one_thread, to_numpy, to_torch

    inputs = to_torch(case.inputs)
    try:
        with one_thread():
            return to_numpy(function(**inputs))
    except caught as error:
        return Raises(type(error).__name__, *(error.args if len(error.args) == 2 else ()))


def kept(exercise: Exercise, cases: list[Case], kind: str, compute: Callable[[], Any]) -> Any:
    """What ``compute`` gives, from the disk if it is there."""
    path = place(exercise, cases, kind)
    try:
        return _unpack(protocol.decode(path.read_bytes()))
    except (OSError, protocol.ProtocolError):
        value = compute()
    _keep(path, protocol.encode(_pack(value)))
    return value


def place(exercise: Exercise, cases: list[Case], kind: str) -> Path:
    """Where the outputs of one kind (``expected``, or a ``wrong_kind``) are kept."""
    return cache_folder() / f"{exercise.id}-{kind}-{_key(exercise, cases)}"


def pack(places: Iterable[Path]) -> bytes:
    """Those of the files that are there as one zip, for the cache of another machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in places:
            if path.is_file():
                archive.write(path, path.name)
    return packed.getvalue()


def unpack(packed: bytes) -> None:
    """Put what another machine has computed into this one's cache."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            path = cache_folder() / Path(name).name
            if not path.is_file():
                _keep(path, archive.read(name))


def _keep(path: Path, data: bytes) -> None:
    """A cache that cannot be written only makes the next check slower."""
    try:
        storage.write(path, data, sync=False)
    except OSError as error:
        print(f"cs-cnn: cannot keep reference outputs in {path.parent} ({error})", file=sys.stderr)


def _pack(value: Any) -> Any:
    """``Raises`` as a plain value the protocol can write."""
    if isinstance(value, Raises):
        return {"raises": value.kind, "what": value.what, "number": value.number}
    if isinstance(value, dict):
        return {key: _pack(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_pack(item) for item in value)
    return value


def _unpack(value: Any) -> Any:
    if isinstance(value, dict):
        if "raises" in value:
            return Raises(*value.values())
        return {key: _unpack(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_unpack(item) for item in value)
    return value


def _key(exercise: Exercise, cases: list[Case]) -> str:
    """Changes whenever an output could: inputs, declaration, reference, torch."""
    digest = hashlib.blake2b(digest_size=16)
    names = [misconception.name for misconception in exercise.misconceptions]
    for text in (source_fingerprint(exercise), _torch_version(), *names):
        digest.update(text.encode())
    for case in cases:
        digest.update(protocol.encode(case.inputs))
    return digest.hexdigest()


@functools.cache
def _torch_version() -> str:
    """Without an import of torch."""
    return importlib.metadata.version("torch")


def source_fingerprint(exercise: Exercise) -> str:
    """A hash of the source files around the exercise, its misconceptions and its reference."""
    wrong = [misconception.function for misconception in exercise.misconceptions]
    folders = {_folder(function) for function in (exercise.cases, exercise.reference, *wrong)}
    tools = {_CHILD} if exercise.runtime.tools else set()
    return "".join(_hash_of(folder) for folder in sorted({*folders, *tools, _REFERENCES}))


def _folder(function: Callable[..., Any]) -> Path:
    return Path(inspect.getsourcefile(inspect.unwrap(function)) or "").parent


@functools.cache
def _hash_of(folder: Path) -> str:
    """Read once: a process goes on with what it has imported, whatever happens to the files."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
