"""The worker process: one student's code, the libraries of its runtime, the standard library.

Started by path, without site-packages. It answers each request on a pipe: one frame for the
import, one for every case, then one that hands back the word that the judge sent after the
request, with the CPU time that the answer took. Where the system can fork, each request is
answered in a fork of its own, so that student code never runs in this process and never sees
that word. A fork that dies or touches the folder it runs in takes this process along, and the
judge starts another: nothing passes from one exercise to the next.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.worker.child import audit, imports, limits, memory, protocol

MAX_NAME = 100
HONEST_SHARE = 0.5
"""The share of the judge's budget that answers may use: what they print must fit in as well."""


class Printed(io.TextIOBase):
    """Keeps the first characters of what is printed and drops the rest."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += str(text)[: protocol.MAX_PRINTED - len(self.text)]
        return len(text)

    def writable(self) -> bool:
        return True


def main(settings: dict[str, Any]) -> None:
    """Serve requests until the judge closes the pipe."""
    source, sink = _private_pipes()
    finder = imports.StudentFinder(Path(settings["root"]) / "cs_cnn", settings["runtime"])
    sys.meta_path.insert(0, finder)
    os.chdir(settings["cwd"])
    limits.get_ready()
    untouched = Path().stat().st_ctime_ns
    _send(sink, {"ready": True})
    gc.freeze()  # a fork then copies no memory just to look for garbage in it
    while request := _receive(source):
        cases = [_receive(source, protocol.read_undecoded) for _ in range(request["cases"])]
        if not settings["fork"]:
            before = time.process_time()
            _answer(request, cases, finder, sink)
            _send(sink, {"done": _receive(source), "cpu": time.process_time() - before})
            return
        child = os.fork()
        if child == 0:
            os.close(source)
            _answer(request, cases, finder, _pipe_of_its_own(sink))
            os._exit(0)
        _, status, used = os.wait4(child, 0)
        if status != 0:
            _die_like(os.waitstatus_to_exitcode(status))
        _send(sink, {"done": _receive(source), "cpu": used.ru_utime + used.ru_stime})
        if Path().stat().st_ctime_ns != untouched:
            return


def _private_pipes() -> tuple[int, int]:
    """The judge's pipes, moved away from stdin and stdout, which become the null device."""
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    return source, sink


def _pipe_of_its_own(sink: int) -> int:
    """The same pipe opened anew: a fork would share its flags with this process."""
    own = os.open(f"/proc/self/fd/{sink}", os.O_WRONLY)
    os.close(sink)
    return own


def _die_like(code: int) -> None:
    os._exit(code if code >= 0 else 128 - code)


def _receive(source: int, read: Callable[..., Any] | None = None) -> Any:
    """The next frame, decoded unless ``read`` says otherwise; None at the end of the pipe."""
    pipe = io.FileIO(source, closefd=False)

    def read_exactly(count: int) -> bytearray:
        data = bytearray(count)
        rest = memoryview(data)
        while rest:
            taken = pipe.readinto(rest)
            if not taken:
                raise EOFError
            rest = rest[taken:]
        return data

    try:
        return (read or protocol.read)(read_exactly)
    except EOFError:
        return None


def _send(sink: int, message: Any) -> None:
    _send_frame(sink, protocol.encode(message))


def _send_frame(sink: int, frame: bytes) -> None:
    data = memoryview(frame)
    while data:
        data = data[os.write(sink, data) :]


def _answer(
    request: dict[str, Any], cases: list[bytes], finder: imports.StudentFinder, sink: int
) -> None:
    limits.limit(request["seconds"] * (1 + request["cases"]), request["memory_mb"])

    def tell(event: str) -> None:
        _send(sink, {"noticed": event})

    audit.watch(finder.package, finder.runtime["libraries"], tell, protocol.MAX_EVENTS)
    for frame in _frames(request, cases, finder.package):
        _send_frame(sink, frame)
    _send(sink, {"ruled_out": finder.asked_for[:1]})


def _frames(request: dict[str, Any], cases: list[bytes], package: Path) -> Iterator[bytes]:
    """The frame of the import, then one for each case; without a stub the probe runs alone."""
    module, _, name = request["stub"].partition(":")
    limits.give(request["seconds"])
    printed = sys.stdout = sys.stderr = Printed()
    try:
        function = getattr(importlib.import_module(module), name, None) if module else None
    except BaseException as error:  # a student's module may raise anything, SystemExit too
        yield protocol.encode({"import": _raised(error, package), "printed": printed.text})
        return
    if module and not callable(function):
        yield protocol.encode({"missing": name})
        return
    yield protocol.encode({"imported": True})
    call = _with_probe(request["probe"], function)
    budget = protocol.Budget(HONEST_SHARE)
    names = dict(enumerate(request["by_name"]))
    for number, inputs in enumerate(cases):
        limits.give(request["seconds"])
        yield _run(_called_by_name(call, names.get(number, [])), inputs, package, budget)


def _called_by_name(call: Callable[..., Any], names: list[str]) -> Callable[..., Any]:
    """The same function, which gets its last inputs by name."""
    if not names:
        return call
    first = -len(names)
    return lambda *inputs: call(*inputs[:first], **dict(zip(names, inputs[first:], strict=True)))


def _with_probe(probe: Any, function: Callable[..., Any] | None) -> Any:
    if probe is None:
        return function
    scope: dict[str, Any] = {"np": importlib.import_module("numpy")}
    exec(probe["source"], scope)
    ask = scope[probe["name"]]
    return partial(_asked, ask, function) if function else ask


def _asked(ask: Callable[..., Any], function: Callable[..., Any], *inputs: Any) -> Any:
    """What a probe finds out, if nothing that the function returned has changed in the meantime."""
    if isinstance(function, type):
        return ask(function, *inputs)
    returned = memory.Returned(function)
    answer = ask(returned, *inputs)
    returned.check()
    return answer


def _run(call: Callable[..., Any], sent: bytes, package: Path, budget: protocol.Budget) -> bytes:
    """The frame of one case whose encoded inputs are ``sent``."""
    inputs = protocol.decode(sent)
    printed = sys.stdout = sys.stderr = Printed()

    def frame(answer: dict[str, Any]) -> bytes:
        return protocol.encode(
            {**answer, "changed": _changed(sent, inputs), "printed": printed.text}, budget.body
        )

    try:
        value = call(*inputs)
        answer = frame({"value": value, "shared": memory.shared(value, inputs)})
        budget.take(answer[: protocol.LENGTHS])
        return answer
    except BaseException as error:  # whatever it is, it is the student's to read
        return frame({"raised": _raised(error, package)})


def _changed(sent: bytes, inputs: list[Any]) -> list[int]:
    """The indices of the inputs that student code changed."""
    if protocol.encode(inputs) == sent:
        return []
    before = protocol.decode(sent)
    pairs = zip(before, inputs, strict=True)
    return [
        i for i, pair in enumerate(pairs) if protocol.encode(pair[0]) != protocol.encode(pair[1])
    ]


def _raised(error: BaseException, package: Path) -> dict[str, Any]:
    """The exception as plain values, with the frames of the student's own code alone."""
    frames = [
        [
            _file(f.filename),
            f.lineno or 0,
            f.name[:MAX_NAME],
            (f.line or "")[: protocol.MAX_MESSAGE],
        ]
        for f in traceback.extract_tb(error.__traceback__)
        if Path(f.filename).parent == package
    ]
    if isinstance(error, SyntaxError) and error.filename:
        text = (error.text or "").strip()[: protocol.MAX_MESSAGE]
        frames.append([_file(error.filename), error.lineno or 0, "", text])
    return {
        "type": type(error).__name__[:MAX_NAME],
        "kinds": [kind.__name__[:MAX_NAME] for kind in type(error).__mro__[:10]],
        "message": _message(error),
        "frames": frames[-8:],
    }


def _file(name: str) -> str:
    return f"cs_cnn/{Path(name).name[:MAX_NAME]}"


def _message(error: BaseException) -> str:
    try:
        return str(error)[: protocol.MAX_MESSAGE]
    except BaseException:  # an exception whose own __str__ raises still has a type to report
        return "(its message cannot be shown)"


def _load(runtime: dict[str, Any]) -> None:
    """This folder's helpers, from a path that is gone again afterwards, and the libraries."""
    global audit, imports, limits, memory, protocol
    here = str(Path(__file__).parent)
    sys.path.insert(0, here)
    import audit  # type: ignore[import-not-found]
    import imports  # type: ignore[import-not-found]

    sys.meta_path.insert(0, imports.LibraryFinder(runtime["libraries"]))
    import limits  # type: ignore[import-not-found]
    import memory  # type: ignore[import-not-found]
    import protocol  # type: ignore[import-not-found]

    sys.path.remove(here)
    for name in runtime["preloaded"]:
        importlib.import_module(name)


if __name__ == "__main__":
    given_settings = json.loads(sys.argv[1])
    _load(given_settings["runtime"])
    main(given_settings)
