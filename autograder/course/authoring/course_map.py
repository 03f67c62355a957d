"""The map of the course: what is built where, and what is used later.

Drawn from the notebooks: their sections hold the checks of exercises, their code calls functions of
earlier assignments, and their text names the exercise when it comes back to what that one built.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from autograder.core.exercise import Exercise
from autograder.course.folders import notebook
from autograder.course.gradebook.cells import claimed_id, grade_id, read, source
from autograder.exercises import catalogue

_HEADING = re.compile(r"^(#{1,2}) (?:\d+ · |\d+\. )?(.+)$", re.MULTILINE)
_ID = re.compile(r"`([a-z]\w*\.\w+)`")
_CALL = re.compile(r"\b([a-z]\w*)\.(\w+)\b")

WIDTH, LEFT, TOP, ROW, GAP = 640, 10, 10, 92, 12
"""Pixels: of the boxes, of the margins, of a box's height, between two boxes."""
PER_LINE = 92
"""Characters of small type that fit into a box."""


@dataclass
class Section:
    """A section of a notebook, the exercises whose checks it holds, and who comes back to it."""

    assignment: str
    title: str
    number: int
    exercises: list[Exercise] = field(default_factory=list)
    used_in: list[Section] = field(default_factory=list)

    def used(self, later: Section) -> None:
        """Note that a section of a later assignment uses this one."""
        if later not in self.used_in:
            self.used_in.append(later)


@dataclass
class Chapter:
    """An assignment: the title of its notebook, and its sections."""

    assignment: str
    title: str
    sections: list[Section]


def chapters(notebooks: Path) -> list[Chapter]:
    """The whole course, from the folder of its notebooks.

    Raises OSError or ValueError for a notebook that cannot be read.
    """
    found: list[Chapter] = []
    for assignment in catalogue.ASSIGNMENTS:
        cells = read(notebooks / assignment / notebook(assignment))
        chapter = Chapter(assignment, "", [])
        by_cell = {grade_id(each.id): each for each in catalogue.of_assignment(assignment)}
        section = Section(assignment, "", 0)
        for cell in cells:
            text = source(cell)
            if cell["cell_type"] == "markdown":
                for marks, title in _HEADING.findall(text):
                    if marks == "#":
                        chapter.title = title
                    else:
                        section = Section(assignment, title, len(chapter.sections) + 1)
                        chapter.sections.append(section)
            elif claimed_id(cell) in by_cell:
                section.exercises.append(by_cell[claimed_id(cell)])
            for earlier in _referred(text, cell["cell_type"], found):
                earlier.used(section)
        found.append(chapter)
    return found


def _referred(text: str, kind: str, earlier: list[Chapter]) -> Iterator[Section]:
    """The sections of earlier assignments whose exercises a cell names, or calls."""
    named = set(_ID.findall(text)) if kind == "markdown" else set()
    code = text if kind == "code" else ""
    called = {f"cs_cnn.{module}:{name}" for module, name in _CALL.findall(code)}
    for section in (section for chapter in earlier for section in chapter.sections):
        if any(each.id in named or each.stub in called for each in section.exercises):
            yield section


def page(course: list[Chapter]) -> str:
    """docs/map.md."""
    return "\n".join(
        [
            "# Map of the course",
            "",
            "Seven assignments: what is built where, and what is used later. An arrow is drawn",
            "where the code of a later notebook calls what you wrote, or its text comes back to",
            "it; it is thick where that happens in many sections.",
            "",
            "![Seven assignments, and arrows to those that use what was built](images/map.svg)",
            *(line for chapter in course for line in _table(chapter)),
            "",
        ]
    )


def _table(chapter: Chapter) -> Iterator[str]:
    path = f"../notebooks/{chapter.assignment}/{notebook(chapter.assignment)}"
    yield from ("", f"## [{chapter.assignment[:2]} · {chapter.title}]({path})", "")
    yield from ("| section | what you build | used later in |", "|---|---|---|")
    for section in chapter.sections:
        if section.exercises or section.used_in:
            built = ", ".join(f"`{each.function}`" for each in section.exercises)
            later = dict.fromkeys(f"{s.assignment[:2]}.{s.number}" for s in section.used_in)
            yield f"| {section.number}. {section.title} | {built} | {', '.join(later)} |"


def picture(course: list[Chapter]) -> str:
    """docs/images/map.svg: a box for each assignment, arrows at its right."""
    height = 2 * TOP + len(course) * (ROW + GAP) - GAP
    box = f'viewBox="0 0 {WIDTH + 230} {height}" role="img"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
            "<title>Map of the course</title>",
            _STYLE,
            *(line for row, chapter in enumerate(course) for line in _box(row, chapter)),
            *_arrows(course),
            "</svg>",
            "",
        ]
    )


_STYLE = """<style>
text { font: 12px system-ui, sans-serif; fill: #333; }
.title { font: 600 16px system-ui, sans-serif; fill: #111; }
rect { fill: #f4f6fa; stroke: #9aa7bd; }
path { fill: none; stroke: #2a6fdb; stroke-opacity: 0.55; }
polygon { fill: #2a6fdb; }
@media (prefers-color-scheme: dark) {
text { fill: #ccc; } .title { fill: #eee; } rect { fill: #22262e; stroke: #56617a; }
path { stroke: #7fb0ff; } polygon { fill: #7fb0ff; }
}
</style>"""


def _box(row: int, chapter: Chapter) -> Iterator[str]:
    y = TOP + row * (ROW + GAP)
    count = sum(len(section.exercises) for section in chapter.sections)
    yield f'<rect x="{LEFT}" y="{y}" width="{WIDTH}" height="{ROW}" rx="8"/>'
    title = f"{chapter.assignment[:2]} · {chapter.title} · {count} exercises"
    yield f'<text class="title" x="{LEFT + 14}" y="{y + 24}">{escape(title)}</text>'
    names = (section.title for section in chapter.sections if section.exercises)
    for number, line in enumerate(_lines(names)):
        place = y + 44 + 18 * number
        yield f'<text x="{LEFT + 14}" y="{place}">{escape(line)}</text>'


def _lines(names: Iterator[str]) -> list[str]:
    """The names, separated by dots, in lines that fit."""
    lines = [""]
    for name in names:
        longer = f"{lines[-1]} · {name}" if lines[-1] else name
        lines = [*lines[:-1], longer] if len(longer) <= PER_LINE else [*lines, name]
    return lines


def _arrows(course: list[Chapter]) -> Iterator[str]:
    """Bows from an assignment to a later one, wide where many sections are used."""
    rows = {chapter.assignment: row for row, chapter in enumerate(course)}
    weights: Counter[tuple[int, int]] = Counter()
    for chapter in course:
        for section in chapter.sections:
            for later in section.used_in:
                weights[rows[chapter.assignment], rows[later.assignment]] += 1
    x, pitch = LEFT + WIDTH, ROW / (len(course) + 1)
    for (start, end), weight in sorted(weights.items()):
        y1 = TOP + start * (ROW + GAP) + pitch * (end + 1)
        y2 = TOP + end * (ROW + GAP) + pitch * (start + 1)
        bow = x + 45 + 24 * (end - start)
        wide = min(1 + weight / 2, 6)
        yield (
            f'<path d="M{x} {y1:.0f} C{bow} {y1:.0f} {bow} {y2:.0f} {x + 7} {y2:.0f}" '
            f'stroke-width="{wide:g}"/>'
        )
        yield f'<polygon points="{x},{y2:.0f} {x + 9},{y2 - 5:.0f} {x + 9},{y2 + 5:.0f}"/>'
