"""What an instructor sees of a class: submissions, scores, and what needs a closer look."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.core.clean import one_line
from autograder.core.results import Collected, Demo, Graded, Score
from autograder.core.verdict import Report, Status
from autograder.render.style import LOOKS, count, points
from autograder.render.tables import table
from autograder.render.terminal import console, say


def show_collected(found: Sequence[Collected]) -> None:
    """What is in its place now, and what was refused and why."""
    out = console()
    for one in found:
        mark, colour = ("✗", "red") if one.problem else ("✓", "green")
        out.print(Text.assemble((f"{mark} ", colour), one_line(one.problem or one.student)))
        for note in one.notes:
            _remark(out, note, style="dim", indent=2)
    refused = sum(bool(one.problem) for one in found)
    say(out, f"{len(found) - refused} collected, {refused} refused.")


def show_graded(graded: Sequence[Graded]) -> None:
    """The scores of a class, then what an instructor must know about single submissions."""
    out = console()
    show_gradebook([one.score for one in graded if one.score is not None])
    for one in graded:
        _remarks(out, one)
    _statuses(out, [one.report for one in graded if one.report is not None])
    done = sum(not one.problem for one in graded)
    fresh = sum(one.computed for one in graded)
    anew = sum(one.recorded for one in graded)
    say(
        out,
        f"{done} of {count(len(graded), 'submission')} graded, {fresh} of them judged now, "
        f"{anew} recorded.",
    )


def _statuses(out: Console, reports: Sequence[Report]) -> None:
    """Each status: how many exercises of the class have it, in how many submissions."""
    found = [(v.status, number) for number, one in enumerate(reports) for v in one.exercises]
    made = table("status", ">exercises", ">submissions")
    for status in (status for status in Status if any(status is each for each, _ in found)):
        where = [number for each, number in found if each is status]
        mark = Text(f"{LOOKS[status].mark} {status}", LOOKS[status].terminal)
        made.add_row(mark, str(len(where)), str(len(set(where))))
    if found:
        out.print(made)


def show_gradebook(scores: Sequence[Score]) -> None:
    """One row for each submission; `to do` says if a person still has to give points."""
    made = table("student", "assignment", ">score", ">of", ">late", "to do")
    for one in scores:
        late = f"-{points(one.late_penalty)}" if one.late_penalty else ""
        to_do = "grade by hand" if one.needs_manual_grade else ""
        made.add_row(one_line(one.student), one.assignment, *_score(one), late, to_do)
    if scores:
        console().print(made)


def show_demo(demo: Demo) -> None:
    """The demo class with its scores, and where to look next."""
    out = console()
    say(out, demo.warning and f"No sandbox, so only for these submissions: {demo.warning}")
    made = table("student", "story", ">score", ">of")
    for one in demo.outcomes:
        mark = "" if one.as_expected else "  NOT AS EXPECTED"
        made.add_row(one_line(one.graded.student), f"{one.story}{mark}", *_score(one.graded.score))
    out.print(made)
    say(out, "Free-text answers have no points yet: a person reads them in formgrader.")
    root = _short(demo.root)
    for line in (
        f"\nGradebook:     {_short(demo.gradebook)}",
        f"Scores as CSV: {_short(demo.table)}",
        f"Feedback:      {root}/feedback/STUDENT/",
    ):
        out.print(Text(line), soft_wrap=True)
    command = f"`cs-cnn formgrader --course {shlex.quote(root)}`"
    say(out, f"In a browser:  {command}, then Nbgrader > Formgrader")


def _score(score: Score | None) -> tuple[str, str]:
    return (points(score.score), points(score.max_score)) if score else ("?", "?")


def _short(path: Path) -> str:
    """As it would be typed here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _remarks(out: Console, one: Graded) -> None:
    """Our own faults first and loud, then whatever was odd about the submission."""
    if one.grader_errors:
        text = f"GRADER ERROR, points open, {one.student}: {', '.join(one.grader_errors)}"
        _remark(out, text, style="bold magenta")
    if one.problem:
        _remark(out, f"✗ {one.student}: {one.problem}", style="red")
    for sentence in one.taken_back:
        _remark(out, f"{one.student}: {sentence}", style="bold yellow")
    if one.report is None:
        return
    for events, ids in _noticed(one.report).items():
        _remark(out, f"Look at {one.student}: {', '.join(ids)} {events}.", style="bold yellow")
    for note in one.report.notes:
        _remark(out, f"{one.student}: {note}", style="dim")


def _remark(out: Console, text: str, *, style: str, indent: int = 0) -> None:
    """In one line, however long: its words may be a student's, and only remarks begin a line."""
    say(out, one_line(text), style=style, indent=indent, hang=4)


def _noticed(report: Report) -> dict[str, list[str]]:
    """What code did that no exercise asks for, each with the exercises whose code did it."""
    found: dict[str, list[str]] = {}
    for verdict in report.exercises:
        if verdict.noticed:
            found.setdefault(", ".join(verdict.noticed), []).append(verdict.id)
    return found
