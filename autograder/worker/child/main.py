"""The worker process: one student's code, the libraries of its runtime, the standard library.

Started by path, without site-packages. One answer takes two pipes. Down the one come a request
and the cases, the hidden ones when the public ones are answered; up the other go a frame for the
import and one for every case. Where the system can fork, each answer is a fork's. Its pipes are
its own: the judge sends them over a socket, and this process reads nothing from them, so that no
fork inherits what another exercise was given. A fork that dies or touches the folder it runs in
takes this process along, and the judge starts another: nothing passes from one exercise to the
next.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.worker.child import (
        audit,
        imports,
        limits,
        memory,
        protocol,
        raised,
        reading,
        variants,
    )

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
    """Answer until the judge closes the socket; without fork, once."""
    source, sink = _private_pipes()
    finder = imports.StudentFinder(Path(settings["root"]) / "cs_cnn", settings["runtime"])
    finder.hidden = settings["hidden"]
    sys.meta_path.insert(0, finder)
    os.chdir(settings["cwd"])
    raised.name_own_files(finder.package)
    limits.get_ready()
    if settings["fork"]:
        _serve(finder, socket.socket(fileno=source))
    else:
        _send(sink, {"ready": True})
        before = time.process_time()
        _answer(finder, source, sink)
        _send(sink, {"cpu": time.process_time() - before})


def _serve(finder: imports.StudentFinder, control: socket.socket) -> None:
    """Fork for each pair of pipes that arrives; send back the CPU time that the fork took.

    With the pipes comes the module that is judged. From the second time on it is compiled here,
    once for all forks: compiling runs none of it, and under a limit it takes no more than a fork.
    """
    untouched = Path().stat().st_ctime_ns
    seen: set[str] = set()
    gc.freeze()  # a fork then copies no memory just to look for garbage in it
    control.send(b"!")
    while Path().stat().st_ctime_ns == untouched:
        message, pipes, *_ = socket.recv_fds(control, MAX_NAME, 2)
        if not pipes:
            return
        module = message.decode()
        if module in seen:
            with limits.to_compile():
                finder.compile_ahead(module)
        seen.add(module)
        child = os.fork()
        if child == 0:
            control.close()
            _answer(finder, *pipes)
            os._exit(0)
        for pipe in pipes:
            os.close(pipe)
        _, status, used = os.wait4(child, 0)
        if status != 0:
            _die_like(os.waitstatus_to_exitcode(status))
        control.send(struct.pack("d", used.ru_utime + used.ru_stime))


def _private_pipes() -> tuple[int, int]:
    """What the judge gave as stdin and stdout, moved away; the null device takes their place."""
    source, sink = os.dup(0), os.dup(1)
    _open_null_device()
    return source, sink


def _open_null_device() -> None:
    """As standard streams; anew in a fork, which would share their state with this process."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)


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


def _answer(finder: imports.StudentFinder, source: int, sink: int) -> None:
    _open_null_device()
    request = _receive(source)
    limits.limit(request["most_seconds"], request["memory_mb"])

    def tell(event: str) -> None:
        _send(sink, {"noticed": event})

    libraries = finder.runtime["libraries"]
    audit.watch(finder.package, libraries, tell, protocol.MAX_EVENTS, finder.hidden)
    for frame in _frames(request, _cases(source), finder):
        _send_frame(sink, frame)


def _cases(source: int) -> Iterator[bytes]:
    """One case after the other; each group is read whole before its first case is answered."""
    while (count := _receive(source)) is not None:
        yield from [_receive(source, protocol.read_undecoded) for _ in range(count)]


def _frames(
    request: dict[str, Any], cases: Iterator[bytes], finder: imports.StudentFinder
) -> Iterator[bytes]:
    """The frame of the import, then one for each case; without a stub the probe runs alone.

    Each says which ruled-out import the code has asked for by then.
    """
    module, _, name = request["stub"].partition(":")
    limits.give(request["seconds"])
    printed = sys.stdout = sys.stderr = Printed()
    try:
        function = getattr(importlib.import_module(module), name, None) if module else None
    except BaseException as error:  # a student's module may raise anything, SystemExit too
        said = raised.described(error, finder.package, protocol.MAX_MESSAGE)
        failed = {"import": said, "printed": printed.text, "ruled_out": finder.asked_for[:1]}
        yield protocol.encode(failed)
        return
    if module and not callable(function):
        yield protocol.encode({"missing": name})
        return
    shown = {"text": reading.findings(function)} if request["text"] and module else {}
    yield protocol.encode({"imported": True, **shown})
    budget = protocol.Budget(HONEST_SHARE)
    asked = variants.each(function, request["variants"]) or repeat((function, {}))
    by_name = iter(request["by_name"])
    for inputs in cases:
        function, about = next(asked, (None, None))
        if about is None:
            return
        limits.give(request["seconds"])
        named = _called_by_name(function, next(by_name, []))
        frame = _run(_with_probe(request["probe"], named), inputs, finder, budget, about)
        limits.give(0)
        yield frame


def _called_by_name(function: Any, names: list[str]) -> Any:
    """The same function, or class, which gets its last inputs by name."""
    if not names:
        return function
    first = -len(names)
    return lambda *given: function(*given[:first], **dict(zip(names, given[first:], strict=True)))


def _with_probe(probe: Any, function: Any) -> Any:
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


def _run(
    call: Callable[..., Any],
    sent: bytes,
    finder: imports.StudentFinder,
    budget: protocol.Budget,
    more: dict[str, Any],
) -> bytes:
    """The frame of one case whose encoded inputs are ``sent``; it holds ``more`` as well."""
    inputs = protocol.decode(sent)
    printed = sys.stdout = sys.stderr = Printed()

    def frame(answer: dict[str, Any]) -> bytes:
        answer["changed"] = changed = _changed(sent, inputs)
        before = protocol.decode(sent) if changed else []
        answer["restored"] = [i for i in changed if memory.nearly(before[i], inputs[i])]
        answer["printed"] = printed.text
        answer["ruled_out"] = finder.asked_for[:1]
        return protocol.encode(answer | more, budget.body)

    try:
        value = call(*inputs)
        answer = frame({"value": value, "shared": memory.shared(value, inputs)})
        budget.take(answer[: protocol.LENGTHS])
        return answer
    except BaseException as error:  # whatever it is, it is the student's to read
        return frame({"raised": raised.described(error, finder.package, protocol.MAX_MESSAGE)})


def _changed(sent: bytes, inputs: list[Any]) -> list[int]:
    """The indices of the inputs that student code changed."""
    if protocol.encode(inputs) == sent:
        return []
    before = protocol.decode(sent)
    pairs = zip(before, inputs, strict=True)
    return [
        i for i, pair in enumerate(pairs) if protocol.encode(pair[0]) != protocol.encode(pair[1])
    ]


def _load(runtime: dict[str, Any]) -> None:
    """This folder's helpers, from a path that is gone again afterwards, and the libraries."""
    global audit, imports, limits, memory, protocol, raised, reading, variants
    here = str(Path(__file__).parent)
    sys.path.insert(0, here)
    import audit  # type: ignore[import-not-found]
    import imports  # type: ignore[import-not-found]

    sys.meta_path.insert(0, imports.LibraryFinder(runtime["libraries"]))
    import limits  # type: ignore[import-not-found]
    import memory  # type: ignore[import-not-found]
    import protocol  # type: ignore[import-not-found]
    import raised  # type: ignore[import-not-found]
    import reading  # type: ignore[import-not-found]
    import variants  # type: ignore[import-not-found]

    sys.path.remove(here)
    for name in runtime["preloaded"]:
        importlib.import_module(name)
    sys.path.insert(0, here)
    for name in runtime["tools"]:
        importlib.import_module(name)
    sys.path.remove(here)


if __name__ == "__main__":
    given_settings = json.loads(sys.argv[1])
    os.environ.update(dict.fromkeys(given_settings["runtime"]["folders"], given_settings["cwd"]))
    _load(given_settings["runtime"])
    main(given_settings)
