"""The judge's end of a worker: start it, ask it, watch the clock, stop it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from autograder.worker.child import protocol
from autograder.worker.exchange import Ending, Reply, Request, exchange
from autograder.worker.incoming import Incoming
from autograder.worker.libraries import libraries_of
from autograder.worker.runtime import NUMPY, Runtime
from autograder.worker.sandbox import PYTHON, Sandbox

CAN_FORK = sys.platform == "linux"
START_SECONDS = 60.0
WALL_PER_CPU_SECOND = 3.0
"""Wall time allowed per second of CPU time: a busy machine is not the student's fault."""


SECONDS = struct.Struct("d")


class WorkerError(RuntimeError):
    """The worker could not be started: our fault, never the student's."""


class Worker:
    """A worker for the student's files in ``root``; starts at the first question.

    Without a sandbox, what lies in the folder ``hidden`` cannot be opened by its place either.
    After a timeout, a crash or a garbled answer the next question gets a new process, so that one
    exercise cannot spoil another.
    """

    def __init__(
        self,
        root: Path,
        sandbox: Sandbox | None = None,
        runtime: Runtime = NUMPY,
        hidden: Path | None = None,
    ) -> None:
        self.hidden = "" if hidden is None else f"{hidden}{os.sep}"
        self.root = root.resolve()
        self.sandbox = sandbox
        self.runtime = runtime
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._control: socket.socket | None = None
        self._cwd = _empty_folder()
        self._lines: dict[str, int] = {}

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

    def begin(self) -> subprocess.Popen[bytes]:
        """Start the process, if there is none; the first question waits until it is ready."""
        return self._process or self._launch()

    def ask(self, request: Request) -> Reply:
        """Run one exercise. Never raises for what student code does; see ``Reply.ending``."""
        fresh = not self._ready
        reply = self._ask(self._start(), request)
        if not fresh and not reply.opening and reply.ending is Ending.DIED:
            return self._ask(self._start(), request)  # an earlier exercise had killed the worker
        return reply

    def _ask(self, process: subprocess.Popen[bytes], request: Request) -> Reply:
        reply, started = Reply(), time.monotonic()
        each, most = (WALL_PER_CPU_SECOND * s for s in (request.seconds, request.most_seconds))
        with _Deadline(process, each, most) as deadline:
            try:
                self._converse(process, request, reply, deadline)
            except protocol.ProtocolError:
                reply.ending = Ending.GARBLED
                reply.noticed.append("sends messages of its own to the judge")
            except (EOFError, OSError):
                reply.ending = Ending.DIED
            except BaseException:  # an impatient student: the next question gets a new process
                self._stop()
                raise
        if reply.ending is not Ending.DONE or not CAN_FORK:
            reply.exit_code = self._stop(grace=1.0)
        spent = time.monotonic() - started >= request.seconds
        if deadline.passed or (reply.ending is Ending.DIED and _out_of_cpu(reply.exit_code, spent)):
            reply.ending = Ending.TIMEOUT
        return reply

    def _converse(
        self, process: subprocess.Popen[bytes], request: Request, reply: Reply, deadline: _Deadline
    ) -> None:
        """Raises ProtocolError for what is malformed, EOFError if the worker's process ends."""
        self._lines.clear()
        with self._pipes(process, request.module) as (down, up):
            incoming = Incoming(up, reply.noticed, self._has_line)
            with contextlib.suppress(EOFError):
                exchange(request, down, incoming, reply, deadline.renew)
            down.close()
            if self._control is None:
                reply.cpu = incoming.cpu()
            else:
                incoming.end()
                reply.cpu = _seconds(self._control)

    def _has_line(self, file: str, line: int) -> bool:
        """Whether the student's ``file``, such as ``cs_cnn/conv.py``, has so many lines."""
        if file not in self._lines:
            path = self.root / "cs_cnn" / Path(file).name
            text = path.read_bytes() if path.is_file() and file == f"cs_cnn/{path.name}" else b""
            self._lines[file] = len(text.splitlines())
        return 0 < line <= self._lines[file]

    @contextlib.contextmanager
    def _pipes(
        self, process: subprocess.Popen[bytes], module: str
    ) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """For one answer from ``module``: new pipes for a fork, else the process's own."""
        if self._control is None:
            assert process.stdin is not None
            assert process.stdout is not None
            yield process.stdin, process.stdout
            return
        cases, down = os.pipe()
        up, answers = os.pipe()
        with os.fdopen(down, "wb", buffering=0) as to_fork, os.fdopen(up, "rb") as from_fork:
            try:
                socket.send_fds(self._control, [module.encode()], [cases, answers])
            finally:
                os.close(cases)
                os.close(answers)
            yield to_fork, from_fork

    def _start(self) -> subprocess.Popen[bytes]:
        """The process, when it is ready for questions."""
        process = self.begin()
        if self._ready:
            return process
        with _Deadline(process, START_SECONDS, START_SECONDS):
            self._ready = _is_ready(process, self._control)
        if self._ready:
            return process
        process.kill()
        assert process.stderr is not None
        said = process.stderr.read().decode(errors="replace").strip()
        self._stop()
        raise WorkerError(f"The worker did not start: {said[-500:] or 'no reason given'}")

    def _launch(self) -> subprocess.Popen[bytes]:
        """A new process in an empty folder, without anything that an earlier one wrote."""
        self._cwd.cleanup()
        self._cwd = _empty_folder()
        self._ready = False
        if CAN_FORK:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = self._popen(theirs.fileno(), subprocess.DEVNULL)
        else:
            self._process = self._popen(subprocess.PIPE, subprocess.PIPE)
        return self._process

    def _popen(self, stdin: int, stdout: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command(),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=_environment() | self.runtime.environment,
            start_new_session=True,
        )

    def _command(self) -> list[str]:
        folder = Path(__file__).parent / "child"
        settings = {
            "root": str(self.root),
            "cwd": self._cwd.name,
            "fork": CAN_FORK,
            "hidden": self.hidden,
            "runtime": self.runtime.settings(libraries_of(self.runtime)),
        }
        if self.sandbox is None:
            return [*PYTHON, str(folder / "main.py"), json.dumps(settings)]
        settings |= {
            "root": self.sandbox.student,
            "cwd": "/tmp",
            "runtime": self.runtime.settings(self.sandbox.inside(self.runtime).values()),
        }
        command = [*PYTHON, f"{self.sandbox.worker}/main.py", json.dumps(settings)]
        return self.sandbox.wrap(command, self.root, self.runtime)

    def _stop(self, grace: float = 0.0) -> int | None:
        """Kill the worker and whatever it started; its exit code if it ends within ``grace``."""
        process, self._process, self._ready = self._process, None, False
        if process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
        code = process.returncode
        _kill(process)
        for pipe in (process.stdin, process.stdout, process.stderr, self._control):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._control = None
        process.wait()
        return code


def _empty_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="cs_cnn-", ignore_cleanup_errors=True)


class _Deadline:
    """Kills the process when its time is up; ``passed`` says whether that happened.

    ``renew`` gives it ``each`` seconds again, but ``most`` seconds in all.
    """

    def __init__(self, process: subprocess.Popen[bytes], each: float, most: float) -> None:
        self.passed = False
        self._process = process
        self._each = each
        self._end = time.monotonic() + most
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._wait, daemon=True)

    def renew(self) -> None:
        self._due = min(time.monotonic() + self._each, self._end)

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


def _environment() -> dict[str, str]:
    kept = ("SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _is_ready(process: subprocess.Popen[bytes], control: socket.socket | None) -> bool:
    if control is not None:
        return bool(control.recv(1))
    assert process.stdout is not None
    try:
        Incoming(process.stdout).ready()
    except (EOFError, OSError, protocol.ProtocolError):
        return False
    return True


def _seconds(control: socket.socket) -> float:
    """The CPU time of the fork that has ended. Raises EOFError if the worker went with it."""
    packed = control.recv(SECONDS.size)
    if not packed:
        raise EOFError
    return float(SECONDS.unpack(packed)[0])
