"""Verdicts as HTML: nothing of a student's runs, and every kind of page still says all."""

from __future__ import annotations

import base64
import html
import io
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import clean_html
from PIL import Image

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
from autograder.render.html import TAGS, message_html, verdict_html
from autograder.render.picture import BETWEEN

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
        if tag != "img":  # which has no end
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def fact(text: str) -> Fact:
    return Fact(FactKind.VALUES, "out", "out has wrong values", text)


def seen(size: int, text: str = "0.5") -> Slice:
    """Square, with one value that is right, the first one."""
    wrong = [[bool(row + column) for column in range(size)] for row in range(size)]
    yours, expected = ([[number] * size] * size for number in ("nan", "0.5"))
    return Slice(f"out {text}", [0, 1], yours, expected, wrong)


def verdict(text: str = "", **changes: object) -> Verdict:
    cases = [
        CaseResult(f"one {text}", Status.FAILED, fact=fact(f"first {text}"), printed=f"out {text}"),
        CaseResult(f"two {text}", Status.FAILED, fact=fact(f"other {text}"), printed=f"no {text}"),
        CaseResult(f"three {text}", Status.PASSED),
        CaseResult(f"four {text}", Status.FAILED, hidden=True, fact=fact(f"hushed {text}")),
    ]
    case = CaseInputs(f"one {text}", False, "x (2, 3)", [f"x = [{text}]"])
    cause = Cause(CauseKind.MISCONCEPTION, "flipped", f"cause {text}")
    about = {
        "id": "conv.forward",
        "title": f"slides {text}",
        "status": Status.FAILED,
        "points": 8 / 3,
        "max_points": 8,
        "diagnosis": Diagnosis(fact(f"first {text}"), case, cause, slice=seen(3, text)),
        "cases": cases,
    }
    return Verdict(**{**about, **changes})  # type: ignore[arg-type]


@given(st.one_of(st.text(), st.just(EVIL)))
def test_whatever_a_student_writes_stays_text(text: str) -> None:
    page = Page(verdict_html(verdict(text)) + message_html(text))
    assert page.tags <= set(TAGS)
    assert page.attributes <= {"style", "src", "alt"}
    assert page.open == []
    assert "\x1b" not in page.text


def test_a_page_says_all_that_matters() -> None:
    text = Page(verdict_html(verdict(EVIL))).text
    for part in ("✗ failed", "conv.forward", "2.67 / 8 points", "slides", "cause", "out", "hidden"):
        assert part in text
    assert "alert('x')" in text, "shown, not dropped"


def test_the_cause_comes_first_and_is_the_only_bold_sentence() -> None:
    page = verdict_html(verdict())
    assert [Page(bold).text for bold in re.findall("<strong>.*?</strong>", page)] == [
        "conv.forward", "2.67 / 8 points", "cause "
    ]  # fmt: skip
    assert page.index("cause") < page.index("x (2, 3)") < page.index("first ")


def test_all_other_cases_take_one_line() -> None:
    text = Page(verdict_html(verdict())).text
    assert "Also failing: “two ” and 1 hidden case. 1 case passed." in text.replace(
        '"two "', "“two ”"
    )
    assert "other " not in text


def test_few_numbers_stand_beside_what_is_expected() -> None:
    text = Page(verdict_html(verdict(diagnosis=Diagnosis(fact("first"), slice=seen(3))))).text
    assert "out 0.5[0, 1]: yours    expected\n" in text
    assert "\n nan ×nan ×nan           0.5  0.5  0.5\n" in text


def test_an_image_is_drawn_with_words_for_those_who_do_not_see_it() -> None:
    page = verdict_html(verdict(diagnosis=Diagnosis(fact("first"), slice=seen(20))))
    words = "399 of the 400 values of out 0.5[0, 1] are wrong. out 0.5[0, 1]: yours, expected"
    assert f'alt="{words}' in page
    (source,) = re.findall('src="data:image/png;base64,([^"]*)"', page)
    with Image.open(io.BytesIO(base64.b64decode(source))) as drawn:
        pixels = np.asarray(drawn)
    assert pixels.shape == (82, 3 * 82 + 2 * BETWEEN, 4)
    yours, expected, difference = pixels[80, 80], pixels[80, 82 + BETWEEN + 80], pixels[80, -2]
    assert yours.tolist() == difference.tolist() == [255, 204, 0, 255], "NaN is yellow"
    assert expected.tolist() == [0, 0, 0, 255]


def test_what_is_no_image_is_drawn_in_marks() -> None:
    strip = Slice("out", [], [["1"] * 30], [["2"] * 30], [[True] * 29 + [False]])
    text = Page(verdict_html(verdict(diagnosis=Diagnosis(fact("first"), slice=strip)))).text
    assert "× " * 29 + "· " in text
    assert "29 of the 30 values of out are wrong" in text


def test_the_file_is_a_link_where_there_is_a_folder() -> None:
    place = "cs_cnn/conv.py:12"
    assert '<a href="../cs_cnn/conv.py#line=11">cs_cnn/conv.py, line 12</a>' in verdict_html(
        verdict(place=place), folder=".."
    )
    assert "<a " not in verdict_html(verdict(place=place))
    assert "<a " not in verdict_html(verdict(place='x" onclick="y.py:1'), folder="..")


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status) -> None:
    text = Page(verdict_html(verdict(status=status))).text
    assert str(status) in text
    assert ("? / 8" in text) == (status is Status.GRADER_ERROR)


def test_a_page_loses_no_word_to_nbconverts_sanitiser() -> None:
    page = re.sub("<img [^>]*>", "", verdict_html(verdict(EVIL)))
    assert Page(clean_html(page)).text == Page(page).text


def test_a_page_loads_nothing_from_elsewhere() -> None:
    assert not re.search(r"src=(?!.data:)|href=|url\(|@import", verdict_html(verdict()))


def test_lines_and_indents_of_a_diagnosis_need_no_style() -> None:
    page = re.sub(r' style="[^"]*"', "", verdict_html(verdict()))
    lines = (
        "<strong>cause </strong>",
        "case &quot;one &quot;: x (2, 3)",
        "&nbsp;&nbsp;x = []",
        "first ",
    )
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
