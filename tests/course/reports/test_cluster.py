"""A real Dask scheduler with three workers: one is killed half way, one hangs. In this order."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from answers.secret import SECRET

from autograder.core.errors import CourseError
from autograder.core.stubs import blank
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import SOLUTIONS
from autograder.course.reports.cluster import Cluster as Workers
from autograder.course.reports.pool import ReportOrProblem
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'cs-cnn[cluster]'")

SCALING = Path(__file__).parents[3] / "docs" / "scaling.md"
STARTED = 3
"""Exercises that a submission has written: enough to score, quick to judge."""


@dataclass
class Machines:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("cluster"), 3) as started:
        yield started


@pytest.fixture
def encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """With a certificate made as docs/scaling.md says, and the configuration that it shows."""
    from dask import config

    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    certify(tmp_path)
    settings = tmp_path / "dask"
    settings.mkdir()
    text = block("yaml", "require-encryption").replace("/etc/cs_cnn", str(tmp_path))
    (settings / "distributed.yaml").write_text(text)
    monkeypatch.setenv("DASK_CONFIG", str(settings))
    config.refresh(paths=[str(settings)])
    try:
        with machines(tmp_path, 1, "--protocol", "tls") as started:
            yield started
    finally:
        config.refresh()


def certify(folder: Path) -> None:
    """A certificate and its key in ``folder``."""
    subprocess.run(["sh", "-ec", block("sh", "openssl")], cwd=folder, check=True)


def block(language: str, word: str) -> str:
    """The block of docs/scaling.md in this language that has this word."""
    blocks = re.findall(
        rf"^```{language}\n(.*?)^```", SCALING.read_text(), re.DOTALL | re.MULTILINE
    )
    (found,) = [text for text in blocks if word in text]
    return found


@contextlib.contextmanager
def machines(folder: Path, count: int, *options: str) -> Iterator[Machines]:
    """Processes of their own, as on machines of their own: each has an empty cache."""
    told = folder / "scheduler.json"
    common = ("--no-dashboard", *options)
    scheduler = dask("scheduler", folder, "--port", "0", "--host", "127.0.0.1", *common)
    workers = [
        dask("worker", folder, "--no-nanny", "--nthreads", "1", "--name", f"w{i}", *common)
        for i in range(count)
    ]
    try:
        while not (address := written(told)):
            assert scheduler.poll() is None, "the scheduler did not start"
            time.sleep(0.1)
        yield Machines(address, scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def written(told: Path) -> str | None:
    """The scheduler's address, or None until its file is there and whole."""
    try:
        return str(json.loads(told.read_text())["address"])
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def dask(what: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    told = ("--scheduler-file", str(folder / "scheduler.json"))
    caches = [*folder.glob("cache-*")]
    env = {**os.environ, "CS_CNN_CACHE": str(folder / f"cache-{what}-{len(caches)}")}
    Path(env["CS_CNN_CACHE"]).mkdir()
    command = [sys.executable, "-m", "dask", what, *told, *options]
    return subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.DEVNULL)


def reports(
    hand_ins: list[Submission], address: str, patience: float = 0
) -> Iterator[tuple[str, ReportOrProblem]]:
    """As they come."""
    with Workers(ASSIGNMENT, SECRET, address=address, unsafe=True, patience=patience) as workers:
        yield from workers.reports(hand_ins)


def hand_in(number: int) -> Submission:
    """The first exercises are right, and the file is like nobody else's."""
    text = (SOLUTIONS / "backprop.py").read_text()
    rest = catalogue.of_assignment(ASSIGNMENT)[STARTED:]
    text = blank(text, {each.function: each.id for each in rest}) + f"\n# {number}\n"
    return Submission(ASSIGNMENT, f"student{number}", {"backprop.py": text.encode()})


def points(outcome: ReportOrProblem) -> float:
    assert isinstance(outcome, bytes), outcome
    return sum(verdict["points"] for verdict in json.loads(outcome)["exercises"])


def full() -> float:
    return sum(exercise.points for exercise in catalogue.of_assignment(ASSIGNMENT)[:STARTED])


@pytest.mark.long
def test_reference_outputs_are_sent_and_not_computed_again(cluster: Machines) -> None:
    ((_, outcome),) = reports([hand_in(0)], cluster.address)
    assert points(outcome) == full()
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        loaded = client.run(lambda: "torch" in __import__("sys").modules)
    assert not any(loaded.values()), "a worker imported PyTorch though all outputs were sent"


@pytest.mark.long
@pytest.mark.parametrize(
    ("worker", "stop", "patience"), [(0, signal.SIGKILL, 0), (1, signal.SIGSTOP, 5)]
)
def test_a_worker_that_dies_or_hangs_half_way_costs_no_score(
    cluster: Machines, worker: int, stop: int, patience: float
) -> None:
    """Every submission is answered once, with the score that it deserves."""
    hand_ins = [hand_in(number) for number in range(9)]
    found: list[tuple[str, float]] = []
    for student, outcome in reports(hand_ins, cluster.address, patience):
        found.append((student, points(outcome)))
        if len(found) == 3:
            cluster.workers[worker].send_signal(stop)
    assert sorted(found) == sorted((one.student, full()) for one in hand_ins)


@pytest.mark.long
def test_with_certificates_a_class_is_graded_and_nobody_else_gets_in(
    encrypted: Machines, tmp_path: Path
) -> None:
    from distributed import Client
    from distributed.security import Security

    assert encrypted.address.startswith("tls://")
    ((_, outcome),) = reports([hand_in(0)], encrypted.address)
    assert points(outcome) == full()
    other = tmp_path / "other"
    other.mkdir()
    certify(other)
    own = {"tls_client_cert": f"{other}/cluster.pem", "tls_client_key": f"{other}/cluster.key"}
    for address, security in (
        (encrypted.address, Security(tls_ca_file=f"{tmp_path}/cluster.pem", **own)),
        (encrypted.address.replace("tls", "tcp"), Security(require_encryption=False)),
    ):
        with pytest.raises(OSError, match=r"closed|connect"):
            Client(address, security=security, timeout=3, set_as_default=False).close()
    with pytest.raises(CourseError, match=r"tcp://.*encryption required"):
        list(reports([hand_in(0)], encrypted.address.replace("tls", "tcp")))


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.course.reports.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(CourseError, match=r"no Dask scheduler with workers at tcp://127.0.0.1:9"):
        list(reports([hand_in(0)], "tcp://127.0.0.1:9"))


def test_without_submissions_nothing_is_connected() -> None:
    assert not list(reports([], "nowhere"))
