"""The sandbox itself: whom it makes of root, what it asks before it starts, what it leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support import as_user
from support.attack_files import attacks, left_after

from autograder.core.errors import Refused
from autograder.course.folders import SOLUTIONS
from autograder.course.reports import compute
from autograder.course.submissions.submission import Submission
from autograder.worker import sandbox as module
from autograder.worker.runtime import NUMPY
from autograder.worker.sandbox import Sandbox, SandboxUnavailable, probe
from autograder.worker.worker import Request, Worker

ROOT = Path(__file__).parents[2]
SOMEBODY = 12345
"""An ordinary user; that no account has the number does not matter."""
CHANNELS = (
    *("breaking/null_device_over", "breaking/null_device_under"),
    *("breaking/file_over", "breaking/file_under", "breaking/files_without_an_end"),
    *("breaking/asynchronous_io", "breaking/watches", "breaking/timers"),
    *("stealing/attributes_of_the_null_device", "stealing/state_of_the_null_device"),
    *("stealing/lock_of_a_library", "stealing/terminals", "stealing/host_paths"),
)
"""Attacks on what lies outside of the hand-in's own process."""

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="not root")


@pytest.fixture
def umask() -> Iterator[None]:
    """Files are their owner's alone."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def ask(worker: Worker, name: str) -> dict:
    (frame,) = worker.ask(Request(f"cs_cnn.mine:{name}", [[[np.ones(1)]]], None, 5.0, 256)).frames
    return frame


@as_root
def test_what_only_root_may_read_the_hand_in_may_not(sandbox: Sandbox, student: Path) -> None:
    private = student / "cs_cnn" / "private.py"
    private.write_text("1")
    private.chmod(0o600)
    code = "def look(x): return open(__file__.replace('mine', 'private')).read()\n"
    (student / "cs_cnn" / "mine.py").write_text(code)
    with Worker(student, sandbox) as worker:
        assert ask(worker, "look")["raised"]["type"] == "PermissionError"


def test_a_strict_umask_keeps_nothing_from_the_sandbox(umask: None, tmp_path: Path) -> None:
    code = b"def look(x): return sorted(__import__('os').listdir('/student/cs_cnn'))\n"
    root = tmp_path / "staged"
    root.mkdir()
    Submission("01-vector-backprop", "Ada", {"mine.py": code}).stage(root)
    try:
        sandbox = probe()
    except SandboxUnavailable as reason:
        pytest.skip(str(reason))
    with Worker(root, sandbox) as worker:
        assert ask(worker, "look")["value"] == ["__init__.py", "mine.py"]


@as_root
def test_without_setpriv_root_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "setpriv" else which(name))
    with pytest.raises(Refused, match=r"without setpriv .* Grade as an ordinary user"):
        compute.choose_sandbox(unsafe=False)


@as_root
def test_what_the_sandboxs_user_cannot_read_is_named(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(module, "NUMPY", replace(NUMPY, libraries=(closed,)))
    with pytest.raises(SandboxUnavailable, match=f"user 65534 cannot read {closed}"):
        probe()


def flags() -> list[str]:
    """Every option of bubblewrap that grading uses."""
    if sys.platform != "linux":
        return []
    command = Sandbox("bwrap", "setpriv" if os.geteuid() == 0 else "").wrap([], ROOT, NUMPY)
    return sorted({word for word in command[: command.index("--")] if word.startswith("--")})


@pytest.mark.parametrize("flag", flags())
def test_a_trial_asks_for_all_that_grading_asks_for(
    flag: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older bubblewrap, or a stricter machine, refuses one of the options."""
    refusing = tmp_path / "bwrap"
    refusing.write_text(
        f'#!/bin/sh\nfor word; do [ "$word" = {flag} ] && echo "no {flag}" >&2 && exit 1; done\n'
        f'exec {sandbox.bwrap} "$@"\n'
    )
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(SandboxUnavailable, match=f"no {flag}"):
        probe()


def test_a_sandbox_that_does_not_answer_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object, **options: float) -> None:
        raise subprocess.TimeoutExpired("bwrap", options["timeout"])

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(SandboxUnavailable, match="it does not answer"):
        probe()


def test_a_hand_in_does_not_outlive_a_judge_that_is_killed(
    sandbox: Sandbox, student: Path, tmp_path: Path
) -> None:
    (student / "cs_cnn" / "this_student.py").write_text(str(student))
    (student / "cs_cnn" / "mine.py").write_text(
        "import sys, time\ndef sleep(x): time.sleep(1000)\n"
    )
    code = f"""
        from pathlib import Path
        from autograder.worker.sandbox import probe
        from autograder.worker.worker import Request, Worker
        with Worker(Path({str(student)!r}), probe()) as worker:
            worker._start()
            print("ready", flush=True)
            worker.ask(Request("cs_cnn.mine:sleep", [[[1.0]]], None, 500.0, 256))
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as judge:
        assert judge.stdout is not None
        assert judge.stdout.readline() == b"ready\n"
        assert left_after(student, seconds=0.5), "the hand-in has started"
        judge.send_signal(signal.SIGKILL)
    assert left_after(student) == []


@as_root
def test_an_ordinary_user_is_protected_as_root_is(sandbox: Sandbox, tmp_path: Path) -> None:
    """The same outcome of every attack on what is outside."""
    python = python_of_the_system()
    tmp_path.chmod(0o755)
    public = Path("/tmp", f"{tmp_path.parent.name}-{tmp_path.name}-{os.getpid()}")
    public.mkdir()
    try:
        folders = [lay_out(attack, public) for attack in attacks("breaking", "stealing")]
        folders = [folder for folder in folders if folder is not None]
        assert len(folders) == len(CHANNELS)
        as_root = [as_user.outcomes(folder, sandbox) for folder in folders]
        assert run_as(SOMEBODY, python, folders) == as_root
        assert "STOLEN" not in str(as_root)
    finally:
        shutil.rmtree(public)


def lay_out(attack: object, public: Path) -> Path | None:
    """The folder of an attack that everybody may read."""
    if attack.name not in CHANNELS:  # type: ignore[attr-defined]
        return None
    package = public / attack.path.stem / "cs_cnn"  # type: ignore[attr-defined]
    package.mkdir(parents=True)
    shutil.copy(SOLUTIONS / "backprop.py", package / "right.py")
    (package / "__init__.py").touch()
    text = attack.path.read_bytes()  # type: ignore[attr-defined]
    (package / "mine.py").write_bytes(b"from cs_cnn.right import *\n" + text)
    return package.parent


def python_of_the_system() -> str:
    """A Python of this version that every user can run; that of the tests may be root's own."""
    found = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    asked = "import sys; print(sys.version_info[:2] == tuple(map(int, sys.argv[1:])))"
    version = map(str, sys.version_info[:2])
    command = [found or "", "-c", asked, *version]
    if found is None or subprocess.check_output(command) != b"True\n":
        pytest.skip("no Python of this version that an ordinary user could run")
    return found


def run_as(user: int, python: str, folders: list[Path]) -> list[list[str]]:
    path = [str(ROOT), str(NUMPY.libraries[0].parent)]
    command = [
        *("setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups", python, "-B"),
        *(str(Path(as_user.__file__)), *map(str, folders)),
    ]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(path)}
    done = subprocess.run(command, env=env, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
