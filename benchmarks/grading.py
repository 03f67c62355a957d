"""A class graded by stock nbgrader and by cs-cnn: time, memory, and every score compared.

    python benchmarks/grading.py                            24 submissions, with 1 and 2 processes
    python benchmarks/grading.py --submissions 1000         and how time and memory grow
    python benchmarks/grading.py --submissions 3 --jobs 1   about a minute

Stock is `nbgrader autograde` with nbgrader's own preprocessors: every notebook is run in a
kernel, whose check cells judge in there, with the same secret and so on the same cases. Both
start without any reference output in the cache, both end when the scores are in a gradebook.
Above 100 submissions stock takes its turn on the first few alone (--stock says how many).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shares import where_time_goes
from submissions import make_class

from autograder.course.folders import NOTEBOOKS, Course, notebook
from autograder.course.gradebook.scores import scores
from autograder.course.release import release
from autograder.course.secret import secret
from autograder.course.submissions.contents import stub_files

BIN = Path(sys.executable).parent
MANY, FEW = 100, 6
AIMED_AT = ("01-vector-backprop", 24)
AIMS = {1: 15, 2: 25}
"""Processes, and how many times faster than stock we want to be with them, on that class."""


@dataclass
class Run:
    """One program over one class."""

    course: Course
    count: int
    seconds: float
    judge: float = 0.0
    writer: float = 0.0
    """Peak memory in MiB of a judging process and of the one that records."""

    @property
    def each(self) -> float:
        return self.seconds / self.count


def stock(course: Course, assignment: str, count: int, root: Path) -> Run:
    """A copy of the class, graded as nbgrader does it out of the box."""
    theirs = copied(course, root / "stock", assignment, count)
    kept_out = {assignment: stub_files(assignment)}
    (theirs.root / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        'c.CourseDirectory.course_id = "cs_cnn"\n'
        f"c.Autograde.exclude_overwriting = {kept_out!r}\n"
    )
    source = theirs.root / "source" / assignment
    shutil.copytree(course.released(assignment), source)
    shutil.copy(NOTEBOOKS / assignment / notebook(assignment), source)
    startup = theirs.root / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "secret.py").write_text(
        "import functools\n"
        "import autograder.notebook as notebook\n"
        f"notebook.judge = functools.partial(notebook.judge, secret={secret(course)!r})\n"
    )
    more = {"IPYTHONDIR": str(theirs.root / "ipython")}
    called(theirs, ["nbgrader", "generate_assignment", assignment], more)
    return called(theirs, ["nbgrader", "autograde", assignment], more, count)


def ours(course: Course, assignment: str, count: int, jobs: int, root: Path) -> Run:
    mine = copied(course, root / f"ours-{count}-{jobs}", assignment, count)
    command = ["cs-cnn", "grade", assignment, "--course", str(mine.root), "--jobs", str(jobs)]
    return called(mine, command, {}, count)


def copied(course: Course, root: Path, assignment: str, count: int) -> Course:
    """The course as it is after the release, with the first submissions alone."""
    for name in ("release", ".cs_cnn"):
        shutil.copytree(course.root / name, root / name)
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(course.root / name, root / name)
    for student in course.students(assignment)[:count]:
        place = course.submitted(assignment, student)
        shutil.copytree(place, root / place.relative_to(course.root))
    return Course(root)


def called(course: Course, command: list[str], more: dict[str, str], count: int = 1) -> Run:
    """Time one command in the course's folder. Its cache is empty and its own."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CS_CNN_CACHE": str(course.root / "cache"), **more}
    start = time.perf_counter()
    process = subprocess.Popen(
        [BIN / command[0], *command[1:]],
        cwd=course.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with watched(process.pid) as peaks:
        said = process.communicate()[1]
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-3000:]}")
    return Run(course, count, seconds, *peaks)


@contextlib.contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """Peak memory of the judging processes below ``pid``, and of itself (on Linux)."""
    peaks, over = [0.0, 0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            for name, index in (("judge", 0), ("self", 1)):
                of_these = [pid] if name == "self" else judges(pid)
                peaks[index] = max([peaks[index], *map(high_water, of_these)])

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def judges(parent: int) -> list[int]:
    """The processes of the pool: children of ``parent`` that multiprocessing has started."""
    found = []
    for place in Path(f"/proc/{parent}/task/{parent}/children").parent.glob("children"):
        with contextlib.suppress(OSError):
            children = [int(word) for word in place.read_text().split()]
            found += [child for child in children if b"spawn_main" in command_line(child)]
    return found


def command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended
        return b""


def high_water(pid: int) -> float:
    """The most memory that a process held so far, in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it has ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def differences(one: Run, other: Run, assignment: str) -> list[str]:
    """Every cell of every submission that both graded, where the points are not the same."""
    mine, theirs = (scores(run.course, assignment) for run in (one, other))
    return [
        f"{student} {cell}: {mine[student].cells[cell]} and {theirs[student].cells[cell]}"
        for student in sorted(mine.keys() & theirs.keys())
        for cell in mine[student].cells
        if not same(mine[student].cells[cell], theirs[student].cells[cell])
    ]


def same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < 0.005


def report(run: Run, name: str, base: Run | None = None) -> None:
    ratio = f"  {base.each / run.each:6.1f} times as fast" if base else ""
    memory = f"  peak {run.judge:.0f} MiB judging, {run.writer:.0f} recording" * bool(run.judge)
    times = f"{run.seconds:9.1f} s {run.each:8.3f} s each"
    print(f"{name:24}{run.count:6}{times}{ratio}{memory}")
    sys.stdout.flush()


def compare(course: Course, options: argparse.Namespace, root: Path) -> bool:
    """Stock, then ours with each number of processes; whether all scores are the same."""
    base = stock(course, options.assignment, options.stock, root)
    report(base, "nbgrader autograde")
    if base.count < options.submissions:
        print(f"  (stock had the first {base.count} of {options.submissions} submissions alone)")
    equal = True
    for jobs in options.jobs:
        run = ours(course, options.assignment, options.submissions, jobs, root)
        report(run, f"cs-cnn grade --jobs {jobs}", base)
        found = differences(run, base, options.assignment)
        print("\n".join(["  scores: not the same", *found]) if found else "  scores: all the same")
        if jobs in AIMS and (options.assignment, options.submissions) == AIMED_AT:
            met = "met" if base.each >= AIMS[jobs] * run.each else "not met"
            print(f"  aim {AIMS[jobs]} times: {met}")
        equal = equal and not found
    return equal


def growth(course: Course, options: argparse.Namespace, root: Path) -> None:
    """The same with a quarter and half of the class: time in proportion, memory level?"""
    for count in (options.submissions // 4, options.submissions // 2):
        report(ours(course, options.assignment, count, options.jobs[-1], root), "a smaller class")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=24, metavar="N")
    parser.add_argument("--assignment", default="01-vector-backprop", metavar="NAME")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument("--stock", type=int, metavar="N", help="submissions that stock gets")
    options = parser.parse_args()
    few = FEW if options.submissions > MANY else options.submissions
    options.stock = min(options.stock or few, options.submissions)
    with tempfile.TemporaryDirectory(prefix="cs_cnn-benchmark-") as folder:
        root = Path(folder)
        course = Course(root / "class")
        release(options.assignment, course)
        secret(course)
        make_class(course, options.assignment, options.submissions)
        print(f"{options.assignment}, {options.submissions} submissions, {os.cpu_count()} cores")
        equal = compare(course, options, root)
        if options.submissions > MANY:
            growth(course, options, root)
        os.environ["CS_CNN_CACHE"] = str(root / "cache")
        where_time_goes(course, options.assignment)
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
