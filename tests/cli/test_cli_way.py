"""The learner's way: how far one is, what comes next, the solution afterwards, keys."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.student_world import ROOT, Run, write

from autograder.course import solution as solutions

pty = pytest.importorskip("pty", reason="there are no pseudoterminals here")


def test_status_says_what_is_done_and_what_comes_next(run: Run, folder: Path) -> None:
    write(folder, "tanh", "return x")
    run("check", "backprop.relu", "backprop.tanh")
    text = run("status").stdout.replace("\u00a0", " ")
    assert "01-vector-backprop: 1 of 25 exercises passed" in text
    assert "✗ tanh (1 attempt)  ✗" not in text
    assert "✗ tanh (1 attempt)" in text
    assert "✓ relu" in text
    assert "Next: `cs-cnn check backprop.perceptron`" in text
    assert "relu_jacobian" not in run("status", "02-convolution").stdout
    assert run("status", "02").exit_code == 2


def test_a_pass_names_the_next_exercise_and_a_fail_the_hint(run: Run, folder: Path) -> None:
    assert "Next: `cs-cnn check backprop.relu_backward`" in run("check", "backprop.relu").stdout
    write(folder, "relu", "return x")
    assert "Stuck? `cs-cnn hint backprop.relu`" in run("check", "backprop.relu").stdout


def test_the_solution_comes_after_a_pass(run: Run, folder: Path) -> None:
    early = run("solution", "backprop.tanh")
    assert early.exit_code == 2
    assert "has not passed yet" in early.stderr
    assert "--anyway" in early.stderr
    write(folder, "tanh", "return np.array([np.tanh(v) for v in x.ravel()]).reshape(x.shape)")
    run("check", "backprop.tanh")
    shown = run("solution", "backprop.tanh").stdout
    assert "for v in x.ravel()" in shown
    assert "NumPy's own is stable" in shown
    assert "Loops: 1 in yours, 0 in the model solution." in shown
    assert "Only yours calls `.ravel`, `.reshape`, `np.array`." in shown
    assert "solution shown" not in run("status").stdout.replace("\u00a0", " ")


def test_on_request_it_comes_at_once_and_is_noted(run: Run, folder: Path) -> None:
    write(folder, "tanh", "return x")
    assert run("solution", "backprop.tanh", "--anyway").exit_code == 0
    assert "○ tanh (solution shown)" in run("status", "01-vector-backprop").stdout.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [("solutions = false\n", "Your course keeps its model solutions"), ("solutions", "be read")],
)
def test_a_course_may_keep_its_solutions(run: Run, folder: Path, text: str, said: str) -> None:
    (folder / solutions.COURSE).write_text(text)
    result = run("solution", "backprop.tanh", "--anyway")
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_installation_without_solutions_says_so(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solutions, "SOLUTIONS", tmp_path)
    result = run("solution", "backprop.tanh", "--anyway")
    assert "has no model solutions. `cs-cnn hint backprop.tanh`" in result.stderr


class Watch:
    """``cs-cnn watch`` in a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.here, there = pty.openpty()
        command = [sys.executable, "-m", "autograder.cli", "watch", "backprop.relu"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=there, stdout=there, stderr=there
        )
        os.close(there)
        self.said = ""

    def press(self, key: str) -> None:
        os.write(self.here, key.encode())

    def until(self, text: str, seconds: float = 60) -> None:
        """Read on until it has said that; what was said before is forgotten."""
        end = time.monotonic() + seconds
        while text not in re.sub(r"\s+", " ", self.said):
            assert time.monotonic() < end, self.said
            if select.select([self.here], [], [], 0.1)[0]:
                self.said += os.read(self.here, 65536).decode(errors="replace")
        self.said = ""


def test_watch_takes_keys(folder: Path) -> None:
    write(folder, "relu", "return x")
    watch = Watch(folder)
    try:
        watch.until("0 of 1 exercise passed")
        watch.press("h")
        watch.until("Hint 1 of")
        watch.press("h")
        watch.until("Hint 2 of")
        watch.press("s")
        watch.until("01-vector-backprop: 0 of 25")
        write(folder, "relu", "return np.maximum(0, x)")
        watch.until("1 of 1 exercise passed")
        watch.press("h")
        watch.until("Everything that is watched passes")
        watch.press("n")
        watch.until("Now backprop.relu_backward")
        watch.press("q")
        assert watch.process.wait(timeout=60) == 0
    finally:
        watch.process.kill()
        watch.process.wait()
        os.close(watch.here)
