"""What an instructor sees of a class: who handed in, who got what, who has to be looked at."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

from autograder.core.verdict import Report, Status
from autograder.render.clean import plain
from autograder.render.style import LOOKS, count, points
from autograder.render.tables import table
from autograder.render.terminal import console, say


class Score(Protocol):
    """What the gradebook says of one hand-in."""

    assignment: str
    student: str
    score: float
    max_score: float
    late_penalty: float
    needs_manual_grade: bool


class Graded(Protocol):
    """What became of one hand-in. ``problem`` is empty if it is in the gradebook."""

    student: str
    report: Report | None
    problem: str
    computed: bool

    @property
    def score(self) -> Any: ...
    @property
    def grader_errors(self) -> list[str]: ...


class Place(Protocol):
    """A course's folder and its gradebook."""

    @property
    def root(self) -> Path: ...
    @property
    def gradebook(self) -> Path: ...


class Demo(Protocol):
    """Where the demo left its course, and why there is no sandbox, if so."""

    table: Path
    warning: str

    @property
    def course(self) -> Place: ...


def show_collected(found: Sequence[tuple[str, str, Sequence[str]]]) -> None:
    """Each hand-in as (student, problem, notes): what is there, what is refused and why."""
    out = console()
    for student, problem, notes in found:
        mark, colour = ("✗", "red") if problem else ("✓", "green")
        out.print(Text.assemble((f"{mark} ", colour), plain(problem or student)))
        for note in notes:
            say(out, note, style="dim", indent=2)
    refused = sum(bool(problem) for _, problem, _ in found)
    say(out, f"{len(found) - refused} collected, {refused} refused.")


def show_graded(graded: Sequence[Graded]) -> None:
    """The scores of a class, then what an instructor must know of single hand-ins."""
    out = console()
    show_gradebook([one.score for one in graded if one.score is not None])
    for one in graded:
        _remarks(out, one)
    _statuses(out, [one.report for one in graded if one.report is not None])
    done = sum(not one.problem for one in graded)
    fresh = sum(one.computed for one in graded)
    say(out, f"{done} of {count(len(graded), 'hand-in')} graded, {fresh} of them judged now.")


def _statuses(out: Console, reports: Sequence[Report]) -> None:
    """How many exercises of the class came out how, and in how many hand-ins that happened."""
    found = [(v.status, number) for number, one in enumerate(reports) for v in one.exercises]
    made = table("status", ">exercises", ">hand-ins")
    for status in (status for status in Status if any(status is each for each, _ in found)):
        where = [number for each, number in found if each is status]
        mark = Text(f"{LOOKS[status].mark} {status}", LOOKS[status].terminal)
        made.add_row(mark, str(len(where)), str(len(set(where))))
    if found:
        out.print(made)


def show_gradebook(scores: Sequence[Score]) -> None:
    """One row for each hand-in; a question mark where a person still has to give points."""
    made = table("student", "assignment", ">score", ">of", ">late", "to do")
    for one in scores:
        late = f"-{points(one.late_penalty)}" if one.late_penalty else ""
        to_do = "grade by hand" if one.needs_manual_grade else ""
        numbers = (points(one.score), points(one.max_score))
        made.add_row(plain(one.student), one.assignment, *numbers, late, to_do)
    if scores:
        console().print(made)


def show_demo(demo: Demo, told: Sequence[tuple[str, bool, Graded]]) -> None:
    """The demo class as (story, came out as told, hand-in), and where to look next."""
    out = console()
    say(out, demo.warning and f"No sandbox, so only for these hand-ins: {demo.warning}")
    made = table("student", "what was handed in", ">score", ">of")
    for story, as_told, one in told:
        mark = "" if as_told else "  NOT AS TOLD"
        earned = points(one.score.score) if one.score else "?"
        most = points(one.score.max_score) if one.score else "?"
        made.add_row(plain(one.student), f"{story}{mark}", earned, most)
    out.print(made)
    say(out, "Answers in words have no points yet: a person reads them in formgrader.")
    root = _short(demo.course.root)
    for line in (
        f"\nGradebook:     {_short(demo.course.gradebook)}",
        f"Scores as CSV: {_short(demo.table)}",
        f"Feedback:      {root}/feedback/STUDENT/",
        f"In a browser:  CS_CNN_COURSE={shlex.quote(root)} make lab, then Nbgrader > Formgrader",
    ):
        out.print(Text(line), soft_wrap=True)


def _short(path: Path) -> str:
    """As it would be typed here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _remarks(out: Console, one: Graded) -> None:
    """Faults of ours are shouted; what was odd about a hand-in is said."""
    if one.grader_errors:
        text = f"GRADER ERROR, points open, {one.student}: {', '.join(one.grader_errors)}"
        say(out, text, style="bold magenta")
    if one.problem:
        say(out, f"✗ {one.student}: {one.problem}", style="red")
    if one.report is None:
        return
    for deeds, ids in _noticed(one.report).items():
        say(out, f"Look at {one.student}: {', '.join(ids)} {deeds}.", style="bold yellow")
    for note in one.report.notes:
        say(out, f"{one.student}: {note}", style="dim")


def _noticed(report: Report) -> dict[str, list[str]]:
    """What code did that no exercise asks for, and the exercises whose code did it."""
    found: dict[str, list[str]] = {}
    for verdict in report.exercises:
        if verdict.noticed:
            found.setdefault(", ".join(verdict.noticed), []).append(verdict.id)
    return found
