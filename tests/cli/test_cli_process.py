"""The command as a process: how fast it answers, and what pipes and signals do to it."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.core.stubs import rewrite

ROOT = Path(__file__).parents[2]
CS_CNN = [sys.executable, "-m", "autograder.cli"]
TORCH = [sys.executable, "-c", "import torch"]


@pytest.fixture
def folder(student: Path) -> Path:
    shutil.copy(ROOT / "autograder" / "solutions" / "backprop.py", student / "cs_cnn")
    return student


def run(*args: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CS_CNN, *args],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def seconds(command: list[str], cwd: Path = ROOT) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=cwd, capture_output=True, timeout=120, check=True)
    return time.perf_counter() - started


def test_help_and_a_check_with_cached_outputs_do_not_wait_for_torch(folder: Path) -> None:
    """They take less than these shares of the time that importing torch takes.

    Measured one after the other, so that a busy machine slows all, and again if it was not enough.
    """
    check = [*CS_CNN, "check", "backprop.relu"]
    seconds(check, folder)

    def are_quick() -> bool:
        torch = seconds(TORCH)
        return seconds([*CS_CNN, "--help"]) < 0.35 * torch and seconds(check, folder) < 0.5 * torch

    assert any(are_quick() for _ in range(3))


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from autograder.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"torch", "rich", "nbgrader", "sklearn", "IPython"}


def test_a_pipe_that_is_closed_early_is_no_error(folder: Path) -> None:
    for command in ("list", "list --json", "check --json backprop.relu"):
        line = f"{shlex.quote(sys.executable)} -m autograder.cli {command} | true"
        done = subprocess.run(
            ["bash", "-c", line], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.stderr == ""


def test_text_that_the_terminal_cannot_show_is_no_error(folder: Path) -> None:
    done = run("check", "backprop.relu", cwd=folder, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "? backprop.relu" in done.stdout


def test_debug_may_come_from_the_environment(tmp_path: Path) -> None:
    done = run("check", "backprop.relu", cwd=tmp_path, CS_CNN_DEBUG="1")
    assert "Traceback" in done.stderr


def _hear_ctrl_c() -> None:
    """What a shell has started in the background ignores the signal, and so do its children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def started(*args: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*CS_CNN, *args],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(cwd)},
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_until(process: subprocess.Popen[str], end: str) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if end in line:
            return lines
    raise AssertionError(f"{end!r} was never said: {lines}")


def running(folder: Path) -> list[str]:
    """Workers that hold what was staged of this student's folder, in it."""
    commands = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it may have ended meanwhile
            commands[path.parent.name] = path.read_bytes()
    return [process for process, command in commands.items() if str(folder).encode() in command]


def test_watch_checks_what_is_saved_and_ends_with_ctrl_c(folder: Path) -> None:
    file = folder / "cs_cnn" / "backprop.py"
    with started("watch", "backprop.relu", cwd=folder) as process:
        assert any("✓ backprop.relu" in line for line in lines_until(process, "1 of 1 exercise"))
        time.sleep(0.2)
        file.write_text(rewrite(file.read_text(), "relu", "return np.abs(x)"))
        again = lines_until(process, "0 of 1 exercise")
        assert any("cs_cnn/backprop.py saved" in line for line in again)
        assert any("✗ backprop.relu" in line for line in again)
        os.killpg(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "\nStopped.\n"


def test_ctrl_c_in_an_endless_loop_leaves_no_process_behind(folder: Path) -> None:
    file = folder / "cs_cnn" / "backprop.py"
    file.write_text(rewrite(file.read_text(), "relu", "while True:\n    pass"))
    with started("check", "backprop.tanh", "backprop.relu", cwd=folder) as process:
        lines_until(process, "✓ backprop.tanh")
        time.sleep(0.5)
        assert running(folder)
        os.killpg(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "\nStopped.\n"
    assert not running(folder)
