"""Verdicts as HTML: nothing of a student's runs, and every kind of page still says all."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import clean_html

from autograder.core.verdict import (
    CaseInputs,
    CaseResult,
    Cause,
    CauseKind,
    Diagnosis,
    Fact,
    FactKind,
    Status,
    Verdict,
)
from autograder.render.html import TAGS, message_html, verdict_html

EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>\" onclick=\"x & <!-- ]]> \x1b[31m"


class Page(HTMLParser):
    """All tags, attributes and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def fact(text: str) -> Fact:
    return Fact(FactKind.VALUES, "out", "out has wrong values", text)


def verdict(text: str = "", **changes: object) -> Verdict:
    wrong = [[False, True, False], [True, False, False]]
    cases = [
        CaseResult(f"one {text}", Status.FAILED, fact=fact(f"first {text}"), printed=f"out {text}"),
        CaseResult(f"two {text}", Status.FAILED, fact=fact(f"other {text}"), printed=f"no {text}"),
        CaseResult(f"three {text}", Status.PASSED),
        CaseResult(f"four {text}", Status.FAILED, hidden=True, fact=fact(f"hushed {text}")),
    ]
    cases[0].wrong = wrong
    case = CaseInputs(f"one {text}", False, "x (2, 3)", [f"x = [{text}]"])
    cause = Cause(CauseKind.MISCONCEPTION, "flipped", f"cause {text}")
    about = {
        "id": "conv.forward",
        "title": f"slides {text}",
        "status": Status.FAILED,
        "points": 8 / 3,
        "max_points": 8,
        "diagnosis": Diagnosis(fact(f"first {text}"), case, cause),
        "cases": cases,
    }
    return Verdict(**{**about, **changes})  # type: ignore[arg-type]


@given(st.one_of(st.text(), st.just(EVIL)))
def test_whatever_a_student_writes_stays_text(text: str) -> None:
    page = Page(verdict_html(verdict(text)) + message_html(text))
    assert page.tags <= set(TAGS)
    assert page.attributes <= {"style", "title"}
    assert page.open == []
    assert "\x1b" not in page.text


def test_a_page_says_all_that_matters() -> None:
    text = Page(verdict_html(verdict(EVIL))).text
    for part in ("✗ failed", "conv.forward", "2.67 / 8 points", "slides", "cause", "out", "hidden"):
        assert part in text
    assert "alert('x')" in text, "shown, not dropped"
    assert "2 of the 6 values drawn here are wrong: × wrong  · right" in text
    assert "· × · \n× · · " in text


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status) -> None:
    text = Page(verdict_html(verdict(status=status))).text
    assert str(status) in text
    assert ("? / 8" in text) == (status is Status.GRADER_ERROR)


def test_a_page_loses_no_word_to_nbconverts_sanitiser() -> None:
    page = verdict_html(verdict(EVIL))
    assert Page(clean_html(page)).text == Page(page).text


def test_a_page_loads_nothing_from_elsewhere() -> None:
    assert not re.search(r"src=|href=|url\(|@import", verdict_html(verdict()))


def test_lines_and_indents_of_a_diagnosis_need_no_style() -> None:
    page = re.sub(r' style="[^"]*"', "", verdict_html(verdict()))
    lines = ("cause ", "case &quot;one &quot;: x (2, 3)", "&nbsp;&nbsp;x = []", "first ")
    assert "".join(f"<div>{line}</div>" for line in lines) in page


def test_spaces_in_a_line_can_be_counted() -> None:
    """A position in a pattern counts them, and a page shows a row of plain ones as one."""
    assert "FC&nbsp;&nbsp; -&gt; FC" in message_html("FC   -> FC")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Use `a < b`.", "Use <code>a &lt; b</code>."),
        ("`<b>` or `&`", "<code>&lt;b&gt;</code> or <code>&amp;</code>"),
        ("a `b", "a `b"),
        ("`a\nb`", "`a</div>"),
    ],
)
def test_what_stands_between_backticks_is_code(text: str, shown: str) -> None:
    assert shown in message_html(text)
    assert shown in verdict_html(verdict(diagnosis=Diagnosis(fact(text))))


def test_code_stays_code_after_nbconverts_sanitiser() -> None:
    page = verdict_html(verdict(title="`relu`"), "Stuck? `hint('conv.pad')`")
    assert {"<code>relu</code>", "<code>hint('conv.pad')</code>"} <= set(
        re.findall("<code>.*?</code>", html.unescape(clean_html(page)))
    )


def test_text_has_no_colour_of_its_own_where_the_theme_may_be_dark() -> None:
    """A colour of text comes only with a background of its own."""
    styles = re.findall(r'style="([^"]*)"', html.unescape(verdict_html(verdict())))
    for style in styles:
        if re.search(r"(?<!-)color:(?!inherit)", style):
            assert "background-color:#" in style
