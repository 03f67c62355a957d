"""The look of each status, and how points and counts are written, for every view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.core.verdict import CaseResult, Status, Verdict

_PLACE = re.compile(r"(?P<file>cs_cnn/\w+\.py):(?P<line>\d{1,6})")


@dataclass(frozen=True)
class Look:
    """The mark, the terminal colour and the badge colour (white text on it) of a status."""

    mark: str
    terminal: str
    badge: str


_WRONG = Look("✗", "red", "#c62828")
LOOKS = {
    Status.PASSED: Look("✓", "green", "#2e7d32"),
    Status.FAILED: _WRONG,
    Status.NOT_STARTED: Look("○", "yellow", "#616161"),
    Status.SKIPPED: Look("–", "cyan", "#616161"),
    Status.TIMEOUT: _WRONG,
    Status.OUT_OF_MEMORY: _WRONG,
    Status.CRASHED: _WRONG,
    Status.FORBIDDEN: _WRONG,
    Status.GRADER_ERROR: Look("!", "magenta", "#6a1b9a"),
}


def points(value: float) -> str:
    """Points with at most two decimals and no trailing zeros: 2, 1.5, 0.33."""
    return f"{round(value, 2):g}"


def score(status: Status, earned: float, most: float) -> str:
    """``1.5 / 2``; a question mark for points that our own fault leaves open."""
    return f"{'?' if status is Status.GRADER_ERROR else points(earned)} / {points(most)}"


def count(number: int, noun: str) -> str:
    """``1 exercise``, ``2 exercises``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(verdicts: Sequence[Verdict]) -> str:
    """How many of several exercises passed, and the points."""
    passed, total = sum(verdict.passed for verdict in verdicts), count(len(verdicts), "exercise")
    earned, most = sum(v.points for v in verdicts), sum(v.max_points for v in verdicts)
    return f"{passed} of {total} passed, {points(earned)} of {points(most)} points"


def focus(verdict: Verdict) -> CaseResult | None:
    """The one case to look at closely: the one the diagnosis tells of, else one that printed."""
    failing = [case for case in verdict.cases if case.status is not Status.PASSED]
    said = verdict.diagnosis and verdict.diagnosis.fact
    told = [case for case in failing if case.fact and case.fact == said]
    printed = [case for case in verdict.cases if case.printed.strip()]
    return next(iter([*told, *failing, *printed]), None)


def place(verdict: Verdict) -> tuple[str, int]:
    """The file and the line where the student looks first; an empty name if none is known."""
    found = _PLACE.fullmatch(verdict.place)
    return (found["file"], int(found["line"])) if found else ("", 0)


def others(verdict: Verdict) -> str:
    """One line on the other cases; empty if nothing has to be said of them."""
    wrong = [case for case in verdict.cases if case.status is not Status.PASSED]
    told = verdict.status in (Status.FAILED, Status.SKIPPED) and verdict.diagnosis
    if not told or not told.case:
        return ""
    if len(wrong) == len(verdict.cases) > 1:
        return "All other cases fail too."
    passed = len(verdict.cases) - len(wrong)
    right = f"{count(passed, 'case')} passed." if passed else ""
    failing = [case for case in wrong if case is not focus(verdict)]
    names = list(dict.fromkeys(f'"{case.name}"' for case in failing if not case.hidden))
    hidden = sum(case.hidden for case in failing)
    names = [*names[:4], count(len(names) - 4, "more case")] if len(names) > 5 else names
    names += [count(hidden, "hidden case")] if hidden else []
    return f"Also failing: {_listed(names)}. {right}" if names else right


def _listed(names: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
