"""Verdicts as HTML for notebooks, formgrader and feedback pages.

What a page does to foreign HTML differs: a trusted notebook keeps it, an untrusted one loses
some styles, nbconvert's ``clean_html`` loses every style and turns unknown tags into text.
So: plain tags, styles inline, and nothing that is said by a style or a picture alone. No tables:
the ``<tbody>`` that every parser adds to one is itself turned into text.
"""

from __future__ import annotations

import base64
import html
import re

from autograder.core.clean import clip, plain
from autograder.core.verdict import CaseResult, Slice, Verdict
from autograder.render import picture
from autograder.render.diagnosis import parts
from autograder.render.style import LOOKS, focus, others, place, score

TAGS = ("a", "code", "div", "img", "pre", "span", "strong")
"""Every tag that is used here."""

_QUIET = "opacity:0.75;font-size:90%"
_BLOCK = "margin:4px 0;padding:4px 12px;line-height:1.5"
_GREY = "background-color:rgba(128,128,128,0.2);color:inherit"
_RED = "background-color:#c62828;color:#ffffff"
_PRE = "font-family:monospace;margin:4px 0;border:0"
_BOX = f"{_PRE};padding:6px 10px;white-space:pre-wrap;overflow-wrap:anywhere"
_GRID = f"{_PRE};padding:0;line-height:1.25;background-color:transparent"
_LINES = 30
_COLUMNS = 96


def verdict_html(verdict: Verdict, way_on: str = "", folder: str = "") -> str:
    """One verdict: badge, id, points, title, the cause, the case and the fact, and ``way_on``.

    ``folder`` is the way from the page to the student's folder, for a link to the file. Everything
    that a student may have written is escaped; nothing is loaded from elsewhere.
    """
    before, cause, after = parts(verdict)
    body = [
        _head(verdict),
        _lines(before),
        _lines(cause, strong=True),
        _lines(after),
        _slice(verdict.diagnosis.slice if verdict.diagnosis else None),
        _printed(focus(verdict)),
        _quiet(others(verdict)),
        _link(verdict, folder),
        _quiet(way_on),
    ]
    edge = f"border-left:4px solid {LOOKS[verdict.status].badge}"
    return _tag("div", "".join(body), f"{edge};{_BLOCK}")


def message_html(text: str) -> str:
    """One message, hint or complaint, in the look of a verdict."""
    return _tag("div", _lines(text), f"border-left:4px solid #1565c0;{_BLOCK}")


def _head(verdict: Verdict) -> str:
    look = LOOKS[verdict.status]
    badge = f"background-color:{look.badge};color:#ffffff;padding:1px 8px;border-radius:9px"
    earned = score(verdict.status, verdict.points, verdict.max_points)
    parts = [
        _tag("span", f"{look.mark} {_text(verdict.status)}", f"{badge};font-size:90%"),
        _tag("strong", _tag("code", _text(verdict.id))),
        _tag("strong", f"{earned} points"),
        _tag("span", _coded(_flat(verdict.title)), _QUIET),
    ]
    return _tag("div", " &nbsp; ".join(parts))


def _quiet(text: str) -> str:
    return _tag("div", _coded(_flat(text)), _QUIET) if text else ""


def _link(verdict: Verdict, folder: str) -> str:
    """To the line to look at, where a program follows it; JupyterLab counts lines from 0."""
    file, line = place(verdict)
    if not file or verdict.passed:
        return ""
    name = _text(f"{file}, line {line}")
    link = f"{folder}/{file}#line={line - 1}" if folder else ""
    return _tag("div", _tag("a", name, href=link) if link else name, _QUIET)


def _lines(text: str, *, strong: bool = False) -> str:
    """One ``div`` a line and hard spaces: breaks, indents and counted spaces need no style."""
    lines = map(_indented, clip(plain(text), _LINES).split("\n") if text else [])
    shown = (_tag("strong", line) if strong else line for line in lines)
    return "".join(_tag("div", line, "overflow-wrap:anywhere") for line in shown)


def _indented(line: str) -> str:
    hard = re.sub(r"^ +| +(?= )", lambda spaces: "&nbsp;" * len(spaces[0]), _coded(line))
    return hard or "&nbsp;"


def _coded(text: str) -> str:
    """Escaped, and what stands between backticks as code."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(text))


def _slice(shown: Slice | None) -> str:
    """Yours beside what is expected: in numbers if they are few, else in marks; images as such."""
    if shown is None:
        return ""
    drawing = _image(shown) if picture.is_image(shown) else ""
    if lines := picture.numbers(shown, _COLUMNS):
        beside = drawing if shown.at else ""  # a small matrix says all in numbers
        return _tag("pre", html.escape(plain("\n".join(lines))), _GRID) + beside
    return drawing or _marks(shown)


def _image(shown: Slice) -> str:
    words = picture.legend(shown)
    source = f"data:image/png;base64,{base64.b64encode(picture.png(shown)).decode()}"
    alt = html.escape(f"{picture.sentence(shown)}. {words}")
    return f'<img src="{source}" alt="{alt}">' + _quiet(words)


def _marks(shown: Slice) -> str:
    lines = ["".join(map(_run, row)) for row in picture.runs(shown)]
    words = _quiet(f"{picture.sentence(shown)}: {picture.LEGEND}")
    return _tag("pre", "\n".join(lines), _GRID) + words if lines else ""


def _run(run: picture.Run) -> str:
    return _tag("span", picture.marks(run), _RED if run[0] else _GREY)


def _printed(case: CaseResult | None) -> str:
    if case is None or not case.printed.strip():
        return ""
    label = _tag("div", f"Your code printed in case “{_text(case.name)}”:", _QUIET)
    return label + _tag("pre", html.escape(clip(plain(case.printed), _LINES)), f"{_BOX};{_GREY}")


def _text(text: str) -> str:
    return html.escape(_flat(text))


def _flat(text: str) -> str:
    return plain(text).replace("\n", " ")


def _tag(name: str, body: str, style: str = "", href: str = "") -> str:
    attributes = f' style="{style}"' if style else ""
    attributes += f' href="{html.escape(href)}"' if href else ""
    return f"<{name}{attributes}>{body}</{name}>"
