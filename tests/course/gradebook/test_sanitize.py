"""Students' Markdown in a grader's browser: it loads nothing, and a page takes seconds."""

from __future__ import annotations

import json
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.course.folders import NOTEBOOKS
from autograder.course.gradebook.sanitize import LONGEST, markdown2html

ELSEWHERE = "evil.example"
REMOTE = (
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "![x][there]\n\n[there]: https://evil.example/x.png",
    '<img src="https://evil.example/x.png">',
    '<img src=" HTTPS://evil.example/x.png">',
    '<img src="//evil.example/x.png">',
    '<img src="\\\\evil.example\\x.png">',
    '<img src="data:text/html,<img src=//evil.example>">',
    '<img src="data:image/gif;base64,AA" srcset="https://evil.example/x.png 2x">',
    '<img src="data:image/gif;base64,AA" style="background:url(https://evil.example)">',
    '<img src="data:image/gif;base64,AA" lowsrc="https://evil.example" longdesc="//evil.example">',
    '<picture><source srcset="https://evil.example/x.png"><img></picture>',
    '<video poster="https://evil.example/x.png" src="https://evil.example/x.mp4"></video>',
    '<audio src="https://evil.example/x.ogg"></audio><track src="//evil.example">',
    '<svg><image href="https://evil.example/x.svg" xlink:href="//evil.example"/></svg>',
    '<svg><use href="https://evil.example/x.svg#a"/></svg>',
    '<link rel="prefetch" href="https://evil.example">',
    '<link rel="stylesheet" href="//evil.example">',
    '<style>@import "https://evil.example/x.css"; p {background: url(//evil.example)}</style>',
    '<p style="background-image: url(https://evil.example/x.png)">x</p>',
    '<table background="https://evil.example/x.png"><tr><td background="//evil.example">x</table>',
    '<body background="https://evil.example/x.png">',
    '<input type="image" src="https://evil.example/x.png">',
    '<iframe src="https://evil.example"></iframe><embed src="//evil.example">',
    '<object data="https://evil.example"><param value="https://evil.example"></object>',
    '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;//evil.example">',
    '<a ping="https://evil.example">x</a><q cite="https://evil.example">x</q>',
)


class Attributes(HTMLParser):
    """All attributes but the targets of links, which wait for a click."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [value or "" for name, value in attrs if (tag, name) != ("a", "href")]


@pytest.mark.parametrize("source", REMOTE)
def test_a_page_loads_nothing_from_elsewhere(source: str) -> None:
    page = Attributes(markdown2html({}, source))
    assert not [value for value in page.found if ELSEWHERE in value]
    assert {"style", "link", "base", "meta", "svg", "picture"}.isdisjoint(page.tags)


def test_pictures_that_came_along_are_shown() -> None:
    attached = {"attachments": {"plot.png": {"image/png": "AAAA"}}}
    page = markdown2html({"cell": attached}, "![a plot](attachment:plot.png)")
    assert 'src="data:image/png;base64,AAAA"' in page
    assert 'src="data:image/gif;base64,AA"' in markdown2html({}, "![](data:image/gif;base64,AA)")


def test_an_attachment_that_is_no_picture_is_not_loaded() -> None:
    attached = {"attachments": {"page": {"text/html": "PGI+"}}}
    assert "data:text" not in markdown2html({"cell": attached}, "![](attachment:page)")


def test_a_link_and_a_formula_stay() -> None:
    assert 'href="https://evil.example"' in markdown2html({}, "[there](https://evil.example)")
    assert "$x^2$" in markdown2html({}, "so $x^2$ grows")


def test_brackets_in_many_cells_cost_what_they_cost_in_one() -> None:
    """The cells together, not each of them, get the time of one long cell."""
    page: dict = {"resources": {}}
    begin = time.process_time()
    markdown2html({}, r"\\[" * 4400)
    once = time.process_time() - begin
    begin = time.process_time()
    pages = [markdown2html(page, r"\\[" * 4400) for _ in range(12)]
    assert time.process_time() - begin < 5 * once
    assert sum(text.startswith("<pre>") for text in pages) >= 9
    assert markdown2html({"resources": {}}, "**bold**").startswith("<p><strong>")


def test_a_page_just_under_its_budget_is_rendered_and_just_over_is_not() -> None:
    half = "a" * (LONGEST * 7 // 10)
    page: dict = {"resources": {}}
    assert not markdown2html(page, half).startswith("<pre>")
    assert not markdown2html(page, half).startswith("<pre>")
    assert markdown2html(page, half).startswith("<pre>")
    assert markdown2html({}, "a" * (LONGEST + 1)).startswith("<pre>")


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda p: p.stem)
def test_our_notebooks_take_a_quarter_of_the_budget_at_most(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert sum(len(text) ** 2 for text in texts) < LONGEST**2 / 4
