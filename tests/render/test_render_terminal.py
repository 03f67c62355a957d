"""Verdicts in a terminal: what is said, and that a student's text stays text."""

from __future__ import annotations

import io
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from autograder.core.clean import clip, one_line, plain
from autograder.core.verdict import (
    CaseInputs,
    CaseResult,
    Cause,
    CauseKind,
    Diagnosis,
    Fact,
    FactKind,
    Slice,
    Status,
    Verdict,
)
from autograder.render.terminal import progress, say, show_summary, show_verdict

CASE = "x (2, 3, 9, 13), w (6, 3, 5, 7), stride=2, pad=1"
FACT = "196 of 240 values differ; the worst is out[1, 4, 0, 3]: yours 0.418, expected -1.275"
CAUSE = "The kernel is flipped. A conv layer is cross-correlation."


def fact(text: str) -> Fact:
    return Fact(FactKind.VALUES, "out", "out has wrong values", text)


def diagnosis(text: str = FACT) -> Diagnosis:
    cause = Cause(CauseKind.MISCONCEPTION, "flipped", CAUSE)
    return Diagnosis(fact(text), CaseInputs("stride 2, pad 1", False, CASE), cause)


def verdict(status: Status = Status.FAILED, **changes: object) -> Verdict:
    case = CaseResult("stride 2, pad 1", status, fact=fact(FACT))
    about = {
        "id": "conv.forward",
        "title": "conv_forward slides every filter over every image",
        "status": status,
        "points": 4,
        "max_points": 8,
        "diagnosis": diagnosis(),
        "cases": [case, CaseResult("1x1", Status.PASSED)],
    }
    return Verdict(**{**about, **changes})  # type: ignore[arg-type]


def shown(*verdicts: Verdict, width: int = 90, colour: bool = False) -> str:
    out = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for one in verdicts:
        show_verdict(out, one)
    show_summary(out, verdicts)
    return out.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_failure_reads_like_the_design() -> None:
    lines = shown(verdict()).splitlines()
    title = "conv_forward slides every filter over every image"
    assert re.fullmatch(rf"✗ conv.forward  {title} +4 / 8", lines[0])
    assert lines[1:4] == [f"  {CAUSE}", f'  case "stride 2, pad 1": {CASE}', f"  {FACT}"]
    assert lines[-2:] == [
        "0 of 1 exercise passed, 4 of 8 points",
        "Stuck? `cs-cnn hint conv.forward`",
    ]


def test_what_passed_takes_one_line() -> None:
    done = verdict(
        Status.PASSED, points=8, diagnosis=None, cases=[CaseResult("1x1", Status.PASSED)]
    )
    head, summary = shown(done).splitlines()
    assert head.startswith("✓ conv.forward")
    assert head.endswith("8 / 8")
    assert summary == "1 of 1 exercise passed, 8 of 8 points"


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.PASSED, Status.FAILED)])
def test_every_other_status_is_said_in_words(status: Status) -> None:
    assert str(status) in shown(verdict(status)).splitlines()[0]


def test_a_fault_of_ours_leaves_the_points_open_and_asks_nothing_of_the_student() -> None:
    text = shown(verdict(Status.GRADER_ERROR, points=0))
    assert "? / 8" in text
    assert "Our fault, not yours; the points stay open: conv.forward" in text
    assert "Next:" not in text


def wrong_at(*wrong: list[bool]) -> Diagnosis:
    yours, expected = ([[number] * len(wrong[0])] * len(wrong) for number in ("1.5", "-2"))
    return Diagnosis(fact(FACT), slice=Slice("out", [1], yours, expected, list(wrong)))


def test_few_numbers_stand_beside_what_is_expected() -> None:
    text = shown(verdict(diagnosis=wrong_at([True, False], [False, True])))
    assert "  out[1]: yours    expected\n  ×1.5  1.5          -2   -2\n" in text
    assert "×" not in shown(verdict(diagnosis=wrong_at([True, True])))


def test_many_numbers_are_drawn_in_marks() -> None:
    text = shown(verdict(diagnosis=wrong_at([True, False] * 12)))
    assert f"  {'× · ' * 12}\n  out[1]: × wrong  · right\n" in text
    assert "×" not in shown(verdict(diagnosis=wrong_at([True] * 24)))


def test_the_line_to_look_at_comes_last() -> None:
    lines = shown(verdict(place="cs_cnn/conv.py:12")).splitlines()
    assert lines[-4:-2] == ["  cs_cnn/conv.py:12", ""]


def test_other_cases_that_fail_are_named_once() -> None:
    cases = [
        CaseResult("stride 2, pad 1", Status.FAILED, fact=fact(FACT)),
        CaseResult("border", Status.FAILED, fact=fact("1 of 4 values differ")),
        CaseResult("secret", Status.FAILED, hidden=True, fact=fact("2 of 4 values differ")),
        CaseResult("the same fact", Status.FAILED, fact=fact(FACT)),
    ]
    assert "All other cases fail too." in shown(verdict(cases=cases))
    cases.append(CaseResult("good", Status.PASSED))
    text = shown(verdict(cases=cases))
    told = 'Also failing: "border", "the same fact" and 1 hidden case. 1 case passed.'
    assert told in " ".join(text.split())
    assert "secret" not in text


@pytest.mark.parametrize("width", [20, 44, 71, 72, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    case = CaseResult("p", Status.FAILED, fact=fact(FACT), printed="y" * 300)
    said = wrong_at([True, False] * 9)
    texts = [
        shown(verdict(cases=[case], diagnosis=each), width=width)
        for each in (said, diagnosis(FACT + " " + "z" * 300), wrong_at([True, False]))
    ]
    text = "\n".join(texts)
    lines = [line for line in text.splitlines() if not line.startswith("`")]
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [20, 44, 72])
def test_a_command_is_not_broken_so_that_it_can_be_copied(width: int) -> None:
    out = io.StringIO()
    command = "`cs-cnn grade 01-vector-backprop --course '/home/ada/my course'`"
    say(Console(file=out, width=width), f"Nobody is graded yet: run {command} first.", indent=2)
    assert command in out.getvalue()
    assert out.getvalue().startswith("  Nobody is")


def test_markup_and_links_from_a_student_stay_text() -> None:
    printed = "[bold]x[/bold] [/] [link=http://a]b[/link] :smile:"
    case = CaseResult("p", Status.FAILED, printed=printed)
    assert printed in shown(verdict(cases=[case]), colour=True)


def test_escape_sequences_from_a_student_never_reach_the_terminal() -> None:
    evil = "\x1b[2J\x1b]0;title\x07\x1b[31mred\x9b5m\r\x08\x00 end"
    case = CaseResult(evil, Status.FAILED, printed=evil)
    text = shown(verdict(cases=[case], diagnosis=diagnosis(evil)))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert "red" in text
    assert "end" in text


@given(st.text())
def test_plain_text_has_no_control_characters_and_can_be_encoded(text: str) -> None:
    cleaned = plain(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", cleaned)
    cleaned.encode()
    assert plain(cleaned) == cleaned


@given(st.text())
def test_one_line_is_one_line_and_loses_nothing_that_would_show(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    line.encode()
    assert plain(line) == line


def test_one_line_shows_what_could_end_or_turn_it() -> None:
    assert one_line("a\nb\u202ec\x1b[2J") == r"a\nb\u202ec\x1b[2J"
    assert one_line("a\u2028b\ud800" + 80 * " " + "c") == r"a\u2028b\ud800 c"
    assert one_line("λ → 3×3 Ä 语 🙂") == "λ → 3×3 Ä 语 🙂"


def test_plain_text_keeps_what_is_no_control_character() -> None:
    assert plain("λ → 3×3,\tok\r\nÄ 语 🙂") == "λ → 3×3,    ok\nÄ 语 🙂"
    assert plain("a\ud800b") == "a\ufffdb"


def test_long_text_is_cut_and_says_so() -> None:
    assert clip("\n".join("abcdef"), 2) == "a\nb\n… 4 more lines"
    assert clip("x" * 11, 2, width=10) == "x" * 10 + "…"


def test_progress_says_how_much_is_done_how_fast_and_how_long_still() -> None:
    screen = io.StringIO()
    out = Console(file=screen, force_terminal=True, width=100, color_system=None)
    with progress(out) as tell:
        tell("grading", 0, 40)
        time.sleep(0.2)
        tell("grading", 10, 40)
        time.sleep(0.2)
        tell("grading", 20, 40)
    said = screen.getvalue()
    assert "20/40" in said
    assert re.search(r"\d+\.\d a second, 0:00:\d\d left", said)


def test_progress_says_nothing_in_a_pipe() -> None:
    screen = io.StringIO()
    with progress(Console(file=screen, width=100)) as tell:
        tell("grading", 1, 2)
    assert screen.getvalue() == ""
