"""Verdicts as HTML for notebooks, formgrader and feedback pages.

What a page does to foreign HTML differs: a trusted notebook keeps it, an untrusted one loses
some styles, nbconvert's ``clean_html`` loses every style and turns unknown tags into text.
So: five plain tags, styles inline, and nothing that is said by a style alone. No tables: the
``<tbody>`` that every parser adds to one is itself turned into text.
"""

from __future__ import annotations

import html
import re

from autograder.core.clean import clip, plain
from autograder.core.verdict import CaseResult, Verdict
from autograder.render import picture
from autograder.render.diagnosis import diagnosis_text
from autograder.render.style import LOOKS, count, focus, score

TAGS = ("code", "div", "pre", "span", "strong")
"""Every tag that is used here."""

_QUIET = "opacity:0.75;font-size:90%"
_BLOCK = "margin:4px 0;padding:4px 12px;line-height:1.5"
_INSIDE = "margin:2px 0 6px 18px"
_GREY = "background-color:rgba(128,128,128,0.2);color:inherit"
_RED = "background-color:#c62828;color:#ffffff"
_PRE = "font-family:monospace;margin:4px 0;border:0"
_BOX = f"{_PRE};padding:6px 10px;white-space:pre-wrap;overflow-wrap:anywhere"
_GRID = f"{_PRE};padding:0;line-height:1.25;background-color:transparent"
_LINES = 30


def verdict_html(verdict: Verdict, way_on: str = "") -> str:
    """One verdict: badge, id, points, title, diagnosis, then its cases, and ``way_on``.

    Everything that a student may have written is escaped; nothing is loaded from elsewhere.
    """
    case = focus(verdict)
    body = [
        _head(verdict),
        _lines(diagnosis_text(verdict)),
        _picture(case),
        _printed(case),
        *(_row(other) for other in verdict.cases if _is_news(other, verdict)),
        _summary([other for other in verdict.cases if not _is_told(other, verdict, case)]),
        _tag("div", _coded(_flat(way_on)), _QUIET) if way_on else "",
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


def _is_news(case: CaseResult, verdict: Verdict) -> bool:
    """Whether a case has a fact of its own, which is not the verdict's."""
    said = verdict.diagnosis and verdict.diagnosis.fact
    return case.fact is not None and case.fact != said


def _is_told(other: CaseResult, verdict: Verdict, focus: CaseResult | None) -> bool:
    """Whether a case stands above already, in the diagnosis or in a row of its own."""
    in_diagnosis = other is focus and bool(verdict.diagnosis)
    return in_diagnosis or _is_news(other, verdict)


def _row(case: CaseResult) -> str:
    kind = "hidden case" if case.hidden else "case"
    name = f"{LOOKS[case.status].mark} {kind} “{_text(case.name)}” {_text(case.status)}: "
    lines = case.text.strip().split("\n")
    more = _tag("div", _lines("\n".join(lines[1:])), _INSIDE) if lines[1:] else ""
    return _tag("div", _tag("strong", name) + _coded(_flat(lines[0]))) + more


def _summary(cases: list[CaseResult]) -> str:
    """One line for each status: how many cases and which; hidden ones are counted alone."""
    lines = []
    for status, hidden in dict.fromkeys((case.status, case.hidden) for case in cases):
        names = [case.name for case in cases if (case.status, case.hidden) == (status, hidden)]
        noun = "hidden case" if hidden else "case"
        head = f"{LOOKS[status].mark} {count(len(names), noun)} {_text(status)}"
        tail = "" if hidden else f": {' · '.join(map(_text, names))}"
        lines.append(_tag("div", head + tail, _QUIET))
    return "".join(lines)


def _lines(text: str) -> str:
    """One ``div`` a line and hard spaces: breaks, indents and counted spaces need no style."""
    lines = clip(plain(text), _LINES).split("\n") if text else []
    return "".join(_tag("div", _indented(line), "overflow-wrap:anywhere") for line in lines)


def _indented(line: str) -> str:
    hard = re.sub(r"^ +| +(?= )", lambda spaces: "&nbsp;" * len(spaces[0]), _coded(line))
    return hard or "&nbsp;"


def _coded(text: str) -> str:
    """Escaped, and what stands between backticks as code."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(text))


def _picture(case: CaseResult | None) -> str:
    if case is None or not any(map(any, case.wrong)):
        return ""
    lines = ["".join(map(_run, row)) for row in picture.runs(case.wrong)]
    words = picture.sentence(case.wrong)
    drawing = _tag("pre", "\n".join(lines), _GRID, title=words)
    return drawing + _tag("div", f"{words}: {picture.LEGEND}", _QUIET)


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


def _tag(name: str, body: str, style: str = "", title: str = "") -> str:
    attributes = f' style="{style}"' if style else ""
    attributes += f' title="{html.escape(title)}"' if title else ""
    return f"<{name}{attributes}>{body}</{name}>"
