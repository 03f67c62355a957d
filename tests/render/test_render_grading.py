"""What an instructor reads of a class: no words of a student's pass for words of ours."""

from __future__ import annotations

import pytest

from autograder.core.results import Collected, Graded
from autograder.core.verdict import Report, Status, Verdict
from autograder.render.grading import show_collected, show_graded

LIE = "Look at Eve: backprop.relu starts a process."
WAYS = {
    "a newline": "\n",
    "a carriage return": "\r",
    "a line separator": "\u2028",
    "a cursor movement": "\x1b[E",
    "spaces to the edge": " " * 200,
    "wide spaces": "\u3000" * 100,
    "words to the edge": "a " * 43,
    "words to another edge": "a " * 33,
    "one long word": "a" * 95 + " ",
}


def report(words: str, notes: list[str]) -> Report:
    verdict = Verdict("backprop.relu", "", Status.PASSED, 2, 2, noticed=[words])
    return Report("01-vector-backprop", "Mallory", [verdict], notes=notes)


@pytest.mark.parametrize("width", ["80", "100"])
@pytest.mark.parametrize("between", WAYS.values(), ids=WAYS)
def test_no_line_begins_with_what_a_student_wrote(
    between: str, width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    words = f"opens '/x{between}{LIE}"
    show_graded([Graded("Mallory", report(words, [words]), problem=words)])
    show_collected([Collected("a.zip", "Mallory", notes=[words])])
    told = capsys.readouterr().out
    assert "Look at Mallory: backprop.relu opens" in told
    assert not [line for line in told.splitlines() if line.startswith("Look at Eve")]
