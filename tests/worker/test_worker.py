"""The worker's limits and its walls: with student code that does what it should not."""

from __future__ import annotations

import importlib.util
import os
import py_compile
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.worker.exchange import Ending, Reply, Request
from autograder.worker.runtime import NUMPY
from autograder.worker.sandbox import Sandbox
from autograder.worker.worker import CAN_FORK, Worker

X = np.arange(6.0).reshape(2, 3)
BODIES = {
    "double": "return 2 * x",
    "loop": "while True: pass",
    "sleep": "import time; time.sleep(1000)",
    "half_a_second": "import time\n    end = time.process_time() + 0.5\n"
    "    while time.process_time() < end: pass\n    return 2 * x",
    "without_alarm": "import signal; signal.setitimer(signal.ITIMER_PROF, 0)\n    while True: pass",
    "view": "return x[1:].T",
    "listed": "return [{'x': x.reshape(-1)}, 3]",
    "part_of_both": "return x[1], y[0]",
    "memory": "return np.ones(10**12)",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "leave": "import os; os._exit(0)",
    "kill": "import os; os.kill(os.getppid(), 9); return 2 * x",
    "torch": "import torch; return x",
    "fork": "import os; os.fork(); return x",
    "threads": "import threading; threading.Thread(target=print).start(); return x",
    "shell": "import subprocess; subprocess.run(['/usr/bin/true']); return x",
    "spill": "open('file', 'wb').write(bytes(20 * 2**20)); return x",
    "flood": "import sys; print('A' * 10**8); sys.stderr.write('B'); return 2 * x",
    "deep": "return deep(x)",
    "exits": "import sys; sys.exit(0)",
    "change": "x += 1; return x",
    "network": "import socket; socket.create_connection(('127.0.0.1', PORT), 2)",
    "root": "import os; return sorted(os.listdir('/'))",
    "environment": "import os; return dict(os.environ)",
    "processes": "import os; return os.listdir('/proc')",
    "scipy": "import scipy",
    "reads": "return open(PATH).read()",
    "ignores": "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\n    while True: pass",
    "flood_pipe": "send(*[{'value': np.zeros(2**20)}] * 9)",
    "forge_error": "send({'raised': 5})",
    "forge_shared": "send({'value': x, 'shared': [[0]]})",
    "forge_done": "send(*[{'done': True}] * 3); return 2 * x",
    "core_pattern": "open('/proc/sys/kernel/core_pattern', 'a')",
    "shared_memory": "open('/dev/shm/file', 'wb').write(bytes(8 * 2**20))",
    "top": "open('/file', 'wb')",
    "trace": "import ctypes; return ctypes.CDLL(None).ptrace(16, 1, 0, 0)",
    "subclass": "class A(np.ndarray): pass\n    return (2 * x).view(A)",
}


SEND = """
def send(*messages):
    import os, sys
    pipe = max(filter(is_pipe, range(20)))
    for message in messages:
        data = sys.modules['protocol'].encode(message)
        while data:
            data = data[os.write(pipe, data):]

def is_pipe(fd):
    import os, stat
    try:
        return stat.S_ISFIFO(os.fstat(fd).st_mode)
    except OSError:
        return False
"""


@pytest.fixture
def root(student: Path) -> Path:
    functions = (f"def {name}(x, y=None):\n    {body}\n" for name, body in BODIES.items())
    text = f"import numpy as np\nPATH = {__file__!r}\nPORT = 9\n{SEND}\n" + "\n".join(functions)
    (student / "cs_cnn" / "mine.py").write_text(text)
    return student


def ask(worker: Worker, name: str, seconds: float = 5.0) -> Reply:
    return worker.ask(Request(f"cs_cnn.mine:{name}", [[[X]]], None, seconds, 256))


@pytest.fixture(params=["plain", "sandbox"])
def worker(request: pytest.FixtureRequest, root: Path):  # type: ignore[no-untyped-def]
    box = request.getfixturevalue("sandbox") if request.param == "sandbox" else None
    with Worker(root, box) as it:
        yield it


def right(reply: Reply) -> bool:
    return reply.ending is Ending.DONE and np.array_equal(reply.frames[0]["value"], 2 * X)


def test_an_answer_comes_back_as_a_plain_array(worker: Worker) -> None:
    assert right(ask(worker, "double"))
    assert right(ask(worker, "subclass"))
    assert type(ask(worker, "subclass").frames[0]["value"]) is np.ndarray


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("loop", Ending.TIMEOUT),
        ("sleep", Ending.TIMEOUT),
        ("segfault", Ending.DIED),
        ("ignores", Ending.TIMEOUT),
        ("without_alarm", Ending.TIMEOUT),
        ("flood_pipe", Ending.GARBLED),
        ("forge_error", Ending.GARBLED),
        ("forge_shared", Ending.GARBLED),
        ("forge_done", Ending.GARBLED),
    ],
)
def test_a_bad_end_is_named_and_spoils_nothing_else(
    worker: Worker, name: str, ending: Ending
) -> None:
    seconds = 0.5 if ending is Ending.TIMEOUT else 5.0
    assert ask(worker, name, seconds).ending is ending
    assert right(ask(worker, "double"))


def test_every_case_has_all_of_the_time(worker: Worker) -> None:
    cases = [[X]] * 5
    reply = worker.ask(Request("cs_cnn.mine:half_a_second", cases, None, 1.0, 256))
    assert reply.ending is Ending.DONE
    assert len(reply.frames) == len(cases)


@pytest.mark.parametrize(
    ("name", "inputs"),
    [("view", [0]), ("listed", [0]), ("part_of_both", [0, 1]), ("double", [])],
)
def test_an_answer_says_whose_memory_it_is_in(worker: Worker, name: str, inputs: list[int]) -> None:
    reply = worker.ask(Request(f"cs_cnn.mine:{name}", [[[X, X + 1]]], None, 5.0, 256))
    assert reply.frames[0]["shared"] == inputs


def test_leaving_early_leaves_the_answer_out_and_spoils_nothing_else(worker: Worker) -> None:
    assert ask(worker, "leave").frames == []
    assert right(ask(worker, "double"))


def test_killing_the_worker_costs_the_next_exercise_nothing(worker: Worker) -> None:
    ask(worker, "kill")
    assert right(ask(worker, "double"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("memory", "MemoryError"),
        ("torch", "Forbidden"),
        ("scipy", "Forbidden"),
        ("deep", "RecursionError"),
        ("exits", "SystemExit"),
        pytest.param("spill", "OSError", marks=pytest.mark.skipif(not CAN_FORK, reason="Linux")),
        pytest.param("fork", "OSError", marks=pytest.mark.skipif(not CAN_FORK, reason="Linux")),
        pytest.param("shell", "OSError", marks=pytest.mark.skipif(not CAN_FORK, reason="Linux")),
        pytest.param(
            "threads", "RuntimeError", marks=pytest.mark.skipif(not CAN_FORK, reason="Linux")
        ),
    ],
)
def test_what_is_refused_is_raised_in_the_students_own_line(
    worker: Worker, name: str, kind: str
) -> None:
    error = ask(worker, name).frames[0]["raised"]
    assert kind in error["kinds"]
    file, _, function, _ = error["frames"][-1]
    assert (file, function) == ("cs_cnn/mine.py", name)


def test_prints_are_kept_up_to_a_cap(worker: Worker) -> None:
    reply = ask(worker, "flood")
    assert right(reply)
    assert len(reply.frames[0]["printed"]) == 10_000


def test_a_changed_input_is_reported(worker: Worker) -> None:
    assert ask(worker, "change").frames[0]["changed"] == [0]
    assert ask(worker, "double").frames[0]["changed"] == []


def test_the_sandbox_shows_no_course_no_environment_no_other_process(
    sandbox: Sandbox, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CS_CNN_PRIVATE", "42")
    with Worker(root, sandbox) as worker:
        assert "raised" in ask(worker, "reads").frames[0]
        assert "home" not in ask(worker, "root").frames[0]["value"]
        assert "CS_CNN_PRIVATE" not in ask(worker, "environment").frames[0]["value"]
        assert "raised" in ask(worker, "processes").frames[0]


@pytest.mark.parametrize("name", ["core_pattern", "shared_memory", "top", "spill"])
def test_nothing_can_be_written_but_a_little(sandbox: Sandbox, root: Path, name: str) -> None:
    with Worker(root, sandbox) as worker:
        assert "OSError" in ask(worker, name).frames[0]["raised"]["kinds"]


def test_other_processes_cannot_be_traced(worker: Worker) -> None:
    assert ask(worker, "trace").frames[0]["value"] == -1


def test_there_are_no_sockets(sandbox: Sandbox, root: Path) -> None:
    for box in (None, sandbox):
        with Worker(root, box) as worker:
            assert "PermissionError" in ask(worker, "network").frames[0]["raised"]["kinds"]


def test_the_sandbox_has_no_network_but_its_own(sandbox: Sandbox, root: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        connect = f"import socket; socket.create_connection({address}, 2)"
        command = [os.path.realpath(sys.executable), "-I", "-S", "-c", connect]
        assert subprocess.run(command, check=False).returncode == 0
        done = subprocess.run(sandbox.wrap(command, root, NUMPY), capture_output=True, check=False)
        assert b"ConnectionRefusedError" in done.stderr


def test_nothing_outlives_the_worker(root: Path, sandbox: Sandbox) -> None:
    for box in (None, sandbox):
        with Worker(root, box) as worker:
            ask(worker, "loop", seconds=0.5)
            ask(worker, "double")
    listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(root) not in listing.stdout


def test_a_file_that_does_not_import_says_so(root: Path, worker: Worker) -> None:
    (root / "cs_cnn" / "mine.py").write_text("import numpy as np\ndef double(x:\n    return x\n")
    opening = ask(worker, "double").opening
    assert opening["import"]["type"] == "SyntaxError"
    assert opening["import"]["frames"][-1][:2] == ["cs_cnn/mine.py", 2]


def test_bytecode_that_lies_beside_the_source_is_not_loaded(root: Path, worker: Worker) -> None:
    file = root / "cs_cnn" / "mine.py"
    other = root / "other.py"
    other.write_text("def double(x): return x\n")
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    forged = importlib.util.cache_from_source(str(file))
    py_compile.compile(str(other), forged, invalidation_mode=unchecked)
    assert right(ask(worker, "double"))


def test_a_source_that_fills_the_compiler_meets_the_limit_on_memory(
    root: Path, worker: Worker
) -> None:
    line = "x = " + "+".join(["'a'*4096"] * 700) + "\n"  # folding keeps every partial sum
    file = root / "cs_cnn" / "mine.py"
    file.write_text(file.read_text() + line)
    reply = ask(worker, "double", seconds=10.0)
    assert reply.opening["import"]["type"] == "MemoryError"


@pytest.mark.skipif(not CAN_FORK, reason="without fork, nothing is compiled ahead")
def test_what_is_compiled_for_all_forks_is_what_the_file_says_now(
    root: Path, worker: Worker
) -> None:
    file = root / "cs_cnn" / "mine.py"
    assert all(right(ask(worker, "double")) for _ in range(3))
    text = file.read_text()
    file.write_text(text.replace("return 2 * x", "return 3 * x"))
    assert not right(ask(worker, "double"))
    file.write_text(text)
    assert right(ask(worker, "double"))


def test_a_file_that_does_not_compile_is_tried_in_every_fork(root: Path, worker: Worker) -> None:
    file = root / "cs_cnn" / "mine.py"
    text = file.read_text()
    file.write_text(text + "def broken(:\n")
    for _ in range(3):
        assert ask(worker, "double").opening["import"]["type"] == "SyntaxError"
    file.write_text(text)
    assert right(ask(worker, "double"))


def test_a_missing_function_is_named(worker: Worker) -> None:
    assert ask(worker, "triple").opening == {"missing": "triple"}


def test_a_probe_runs_beside_the_students_code(worker: Worker) -> None:
    source = "def probe(function, x):\n    return function(np.ones(1)) + x.sum()\n"
    probe = {"name": "probe", "source": source}
    reply = worker.ask(Request("cs_cnn.mine:double", [[[X]]], probe, 5.0, 256))
    assert reply.frames[0]["value"].tolist() == [17.0]


def test_files_named_like_standard_modules_change_nothing(root: Path, worker: Worker) -> None:
    for name in ("numpy", "random", "json", "sitecustomize", "protocol"):
        (root / f"{name}.py").write_text("raise SystemExit('taken')")
        (root / "cs_cnn" / f"{name}.py").write_text("raise SystemExit('taken')")
    assert right(ask(worker, "double"))


def test_the_child_imports_without_resource_and_fork(root: Path) -> None:
    """As on Windows: the worker's modules must import where these are missing."""
    code = (
        "import sys, os; sys.modules['resource'] = None; del os.fork\n"
        "import autograder.worker.child.main, autograder.worker.worker\n"
        "import autograder.worker.child.limits\n"
        "autograder.worker.child.limits.limit(1.0, 256)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))


def test_without_fork_every_question_gets_a_fresh_child(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.worker.worker.CAN_FORK", False)
    with Worker(root) as worker:
        assert right(ask(worker, "double"))
        assert ask(worker, "loop", seconds=1.0).ending is Ending.TIMEOUT
        assert right(ask(worker, "double"))
