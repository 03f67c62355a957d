"""A real Dask scheduler with three workers: one is killed half way, one hangs. In this order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.course_world import SECRET

from autograder.core.errors import CourseError
from autograder.core.stubs import blank
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import SOLUTIONS
from autograder.course.reports.cluster import Cluster as Workers
from autograder.course.reports.pool import ReportOrProblem
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'cs-cnn[cluster]'")

STARTED = 3
"""Exercises that a submission has written: enough to score, quick to judge."""


@dataclass
class Machines:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Processes of their own, as on machines of their own: each has an empty cache."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    scheduler = dask("scheduler", folder, "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard")
    workers = [dask("worker", folder, "--name", f"w{i}", *options) for i in range(3)]
    try:
        while not told.exists():
            assert scheduler.poll() is None, "the scheduler did not start"
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        wait_for(address, len(workers))
        yield Machines(address, scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def dask(what: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    told = ("--scheduler-file", str(folder / "scheduler.json"))
    caches = [*folder.glob("cache-*")]
    env = {**os.environ, "CS_CNN_CACHE": str(folder / f"cache-{what}-{len(caches)}")}
    Path(env["CS_CNN_CACHE"]).mkdir()
    command = [sys.executable, "-m", "dask", what, *told, *options]
    return subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.DEVNULL)


def wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)


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


def test_reference_outputs_are_sent_and_not_computed_again(cluster: Machines) -> None:
    ((_, outcome),) = reports([hand_in(0)], cluster.address)
    assert points(outcome) == full()
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        loaded = client.run(lambda: "torch" in __import__("sys").modules)
    assert not any(loaded.values()), "a worker imported PyTorch though all outputs were sent"


@pytest.mark.parametrize(
    ("worker", "stop", "patience"), [(0, signal.SIGKILL, 0), (1, signal.SIGSTOP, 20)]
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


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.course.reports.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(CourseError, match=r"no Dask scheduler with workers at tcp://127.0.0.1:9"):
        list(reports([hand_in(0)], "tcp://127.0.0.1:9"))


def test_without_submissions_nothing_is_connected() -> None:
    assert not list(reports([], "nowhere"))
