"""What the documents count is what there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from autograder.exercises import catalogue

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ROW = re.compile(r"^\| (\d\d-\S+) \|.*\| (\d+), (\w+) questions \|$", re.MULTILINE)
WORDS = ("no", "one", "two", "three", "four", "five", "six")


def questions(assignment: str) -> int:
    """How many answers in words a notebook asks for."""
    path = ROOT / "notebooks" / assignment / f"{assignment}.ipynb"
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    marks = (cell["metadata"].get("nbgrader", {}) for cell in cells)
    return sum(bool(mark.get("grade") and mark.get("solution")) for mark in marks)


def test_the_readme_counts_exercises_and_questions() -> None:
    rows = ROW.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    counts = [
        (name, str(len(catalogue.of_assignment(name))), WORDS[questions(name)])
        for name in catalogue.ASSIGNMENTS
    ]
    assert rows == counts


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_counts_the_exercises_of_an_assignment_or_all(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sizes = {name[:2]: len(catalogue.of_assignment(name)) for name in catalogue.ASSIGNMENTS}
    for number, count in re.findall(r"Assignment (\d\d), its (\d+) exercises", text):
        assert int(count) == sizes[number]
    counts = {int(count) for count in re.findall(r"\b(\d+) exercises\b", text)}
    assert counts <= {*sizes.values(), len(catalogue.exercises())}


PLACE = re.compile(r"^\| [^|]+ \| (?:(\d) · )?([^|]+) \| [^|]+ \|$", re.MULTILINE)


@pytest.mark.parametrize("assignment", catalogue.ASSIGNMENTS)
def test_the_sources_name_sections_that_are_there(assignment: str) -> None:
    """By the number of the section and a heading in it; each section is named."""
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    part = text.split(f"## {assignment}\n")[1].split("\n## ")[0]
    named = {
        (number, name) for number, name in PLACE.findall(part) if name not in ("section", "---")
    }
    found, number = set(), ""
    for heading in headings(assignment):
        numbered = re.match(r"## (\d)\. ", heading)
        number = numbered[1] if numbered else "" if heading.startswith("## ") else number
        found.add((number, re.sub(r"^#+ (\d\. |Experiment: )?", "", heading)))
    assert named <= found
    assert {number for number, _ in named} == {number for number, _ in found}


def headings(assignment: str) -> list[str]:
    path = ROOT / "notebooks" / assignment / f"{assignment}.ipynb"
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return re.findall(r"^##+ .+$", prose, re.MULTILINE)
