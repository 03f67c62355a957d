"""The judge's end of a worker: start it, ask it, watch the clock, stop it."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from autograder.worker.child import protocol
from autograder.worker.incoming import Incoming
from autograder.worker.runtime import NUMPY, Runtime
from autograder.worker.sandbox import Sandbox

CAN_FORK = sys.platform == "linux"
START_SECONDS = 60.0
PIPE = 2**20
"""Bytes that a pipe to or from the worker may hold."""
WALL_PER_CPU_SECOND = 3.0
"""Wall time allowed per second of CPU time: a busy machine is not the student's fault."""


class WorkerError(RuntimeError):
    """The worker could not be started: our fault, never the student's."""


class Ending(Enum):
    """How a worker's answer ended."""

    DONE = "done"
    TIMEOUT = "timeout"
    DIED = "died"
    GARBLED = "garbled"


@dataclass(frozen=True)
class Request:
    """One exercise to run: the stub, its cases (inputs by position), its limits.

    Each case has ``seconds`` of CPU time, and so has the import. ``by_name`` holds, for each case,
    the names by which its last inputs are given. Without a stub the probe runs alone.
    """

    stub: str
    cases: list[list[Any]]
    probe: dict[str, str] | None
    seconds: float
    memory_mb: int
    by_name: list[list[str]] = field(default_factory=list)

    @functools.cached_property
    def frames(self) -> list[bytes]:
        """What is sent, encoded once for all submissions: a header, then a frame for each case."""
        header = {
            "stub": self.stub,
            "probe": self.probe,
            "seconds": self.seconds,
            "memory_mb": self.memory_mb,
            "cases": len(self.cases),
            "by_name": self.by_name,
        }
        return [protocol.encode(part) for part in (header, *self.cases)]


@dataclass
class Reply:
    """What came back and how it ended.

    ``opening`` says how the import went: ``imported``, ``import`` (the exception) or ``missing``
    (the function); it is empty if the worker never got that far. ``frames`` holds one answer for
    each case that the worker reached. ``noticed`` lists what student code did that no exercise
    needs. ``cpu`` is the CPU time of everything, import included, in seconds; the worker's own
    process measures it, where student code never runs.
    """

    opening: dict[str, Any] = field(default_factory=dict)
    frames: list[dict[str, Any]] = field(default_factory=list)
    ending: Ending = Ending.DONE
    exit_code: int | None = None
    ruled_out: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    cpu: float = 0.0


class Worker:
    """A worker for the student's files in ``root``; starts at the first question.

    After a timeout, a crash or a garbled answer the next question gets a new process, so that one
    exercise cannot spoil another.
    """

    def __init__(
        self, root: Path, sandbox: Sandbox | None = None, runtime: Runtime = NUMPY
    ) -> None:
        self.root = root.resolve()
        self.sandbox = sandbox
        self.runtime = runtime
        self._process: subprocess.Popen[bytes] | None = None
        self._cwd = _empty_folder()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._stop()
        self._cwd.cleanup()

    def ask(self, request: Request) -> Reply:
        """Run one exercise. Never raises for what student code does; see ``Reply.ending``."""
        fresh = self._process is None
        reply = self._ask(self._process or self._start(), request)
        if not fresh and not reply.opening and reply.ending is Ending.DIED:
            return self._ask(self._start(), request)  # an earlier exercise had killed the worker
        return reply

    def _ask(self, process: subprocess.Popen[bytes], request: Request) -> Reply:
        reply, word, started = Reply(), secrets.token_hex(), time.monotonic()
        with _Deadline(request.seconds * WALL_PER_CPU_SECOND, process) as deadline:
            try:
                _write(process, *request.frames, protocol.encode(word))
                incoming = Incoming(process, reply.noticed)
                self._listen(incoming, reply, word, len(request.cases), deadline)
            except protocol.ProtocolError:
                reply.ending = Ending.GARBLED
                reply.noticed.append("sends messages of its own to the judge")
            except (EOFError, OSError):
                reply.ending = Ending.DIED
        if reply.ending is not Ending.DONE or not CAN_FORK:
            reply.exit_code = self._stop(grace=1.0)
        spent = time.monotonic() - started >= request.seconds
        if deadline.passed or (reply.ending is Ending.DIED and _out_of_cpu(reply.exit_code, spent)):
            reply.ending = Ending.TIMEOUT
        return reply

    def _listen(
        self, incoming: Incoming, reply: Reply, word: str, cases: int, deadline: _Deadline
    ) -> None:
        """Read frames until the word comes back. Raises ProtocolError if one is malformed."""
        reply.opening = incoming.frame()
        if "done" in reply.opening:  # it exited with code 0 during its import
            reply.opening = {}
            raise EOFError
        deadline.renew()
        while (frame := incoming.frame()).get("done") != word:
            deadline.renew()
            if "ruled_out" in frame:
                reply.ruled_out = frame["ruled_out"]
            else:
                reply.frames.append(frame)
            if len(reply.frames) > cases:
                raise protocol.ProtocolError("more frames than cases")
        reply.cpu = frame["cpu"]

    def _start(self) -> subprocess.Popen[bytes]:
        """A new process in an empty folder, without anything that an earlier one wrote."""
        self._cwd.cleanup()
        self._cwd = _empty_folder()
        self._process = process = subprocess.Popen(
            self._command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment() | self.runtime.environment,
            start_new_session=True,
        )
        _widen(process.stdin, process.stdout)
        with _Deadline(START_SECONDS, process):
            try:
                Incoming(process).frame()
            except (EOFError, OSError, protocol.ProtocolError):
                process.kill()
                assert process.stderr is not None
                said = process.stderr.read().decode(errors="replace").strip()
                self._stop()
                raise WorkerError(
                    f"The worker did not start: {said[-500:] or 'no reason given'}"
                ) from None
        return process

    def _command(self) -> list[str]:
        folder = Path(__file__).parent / "child"
        settings = {
            "root": str(self.root),
            "cwd": self._cwd.name,
            "fork": CAN_FORK,
            "runtime": self.runtime.settings(self.runtime.libraries),
        }
        if self.sandbox is None:
            return [*_PYTHON, str(folder / "main.py"), json.dumps(settings)]
        settings |= {
            "root": self.sandbox.student,
            "cwd": "/tmp",
            "runtime": self.runtime.settings(self.sandbox.inside(self.runtime).values()),
        }
        command = [*_PYTHON, f"{self.sandbox.worker}/main.py", json.dumps(settings)]
        return self.sandbox.wrap(command, self.root, self.runtime)

    def _stop(self, grace: float = 0.0) -> int | None:
        """Kill the worker and whatever it started; its exit code if it ends within ``grace``."""
        process, self._process = self._process, None
        if process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
        code = process.returncode
        _kill(process)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()
        return code


_PYTHON = [os.path.realpath(sys.executable), "-I", "-S", "-B", "-X", "utf8"]
"""The bare interpreter: no environment variables, no user site, no site-packages."""


def _empty_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="cs_cnn-", ignore_cleanup_errors=True)


class _Deadline:
    """Kills the process when its time is up; ``passed`` says whether that happened."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self.passed = False
        self._seconds = seconds
        self._process = process
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._wait, daemon=True)

    def renew(self) -> None:
        self._due = time.monotonic() + self._seconds

    def _wait(self) -> None:
        while (left := self._due - time.monotonic()) > 0:
            if self._over.wait(left):
                return
        self.passed = True
        _kill(self._process)

    def __enter__(self) -> _Deadline:
        self.renew()
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker's whole session (inside a sandbox its namespace dies with it)."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _out_of_cpu(exit_code: int | None, time_is_spent: bool) -> bool:
    """Whether a limit on CPU time ended it: by its signal, or by the kill if it ignored that."""
    if os.name != "posix" or exit_code is None:
        return False
    ended_by = exit_code - 128 if exit_code > 128 else -exit_code
    of_a_limit = ended_by in (signal.SIGPROF, signal.SIGXCPU)
    return of_a_limit or (time_is_spent and ended_by == signal.SIGKILL)


def _widen(*pipes: IO[bytes] | None) -> None:
    """Larger pipes, if the system allows them: fewer switches between the two processes."""
    if sys.platform == "linux":
        import fcntl

        for pipe in pipes:
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)  # type: ignore[arg-type]


def _environment() -> dict[str, str]:
    kept = ("SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _write(process: subprocess.Popen[bytes], *frames: bytes) -> None:
    assert process.stdin is not None
    for frame in frames:
        process.stdin.write(frame)
    process.stdin.flush()
