"""The map in docs/ is what the code draws today, and what it draws is true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from autograder.course.authoring import course_map
from autograder.course.authoring.course_map import Chapter, Section
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def course() -> list[Chapter]:
    return course_map.chapters(ROOT / "notebooks")


def section(course: list[Chapter], assignment: str, number: int) -> Section:
    chapter = next(each for each in course if each.assignment == assignment)
    return chapter.sections[number - 1]


def test_the_committed_map_is_the_one_that_is_drawn(course: list[Chapter]) -> None:
    """Else: .venv/bin/python scripts/draw_map.py"""
    assert (ROOT / "docs" / "map.md").read_text(encoding="utf-8") == course_map.page(course)
    drawn = (ROOT / "docs" / "images" / "map.svg").read_text(encoding="utf-8")
    assert drawn == course_map.picture(course)


def test_every_exercise_is_on_the_map_once(course: list[Chapter]) -> None:
    there = [each.id for chapter in course for s in chapter.sections for each in s.exercises]
    assert sorted(there) == sorted(catalogue.exercises())


def test_what_is_used_comes_before_where_it_is_used(course: list[Chapter]) -> None:
    used = [(s, later) for chapter in course for s in chapter.sections for later in s.used_in]
    assert used
    assert all(s.assignment < later.assignment for s, later in used)


def test_every_assignment_comes_back_to_an_earlier_one(course: list[Chapter]) -> None:
    coming = {s.assignment for c in course for one in c.sections for s in one.used_in}
    assert coming == set(list(catalogue.ASSIGNMENTS)[1:])


def test_a_call_and_a_mention_both_count(tmp_path: Path) -> None:
    first, second, *rest = catalogue.ASSIGNMENTS
    check = {"nbgrader": {"grade_id": "backprop-relu", "grade": True, "points": 1}}
    notebook(
        tmp_path, first, [("markdown", "# 1 · One\n\n## 1. The gate", {}), ("code", "", check)]
    )
    cells: list[tuple[str, str, dict[str, Any]]] = [
        ("markdown", "# 2 · Two\n\n## 1. Called", {}),
        ("code", "backprop.relu(x)", {}),
        ("markdown", "## 2. Mentioned\n\nYou wrote it before (`backprop.relu`).", {}),
        ("markdown", "## 3. Neither `relu` nor backprop.relu", {}),
        ("code", "np.relu(x)", {}),
    ]
    notebook(tmp_path, second, cells)
    for assignment in rest:
        notebook(tmp_path, assignment, [])
    course = course_map.chapters(tmp_path / "notebooks")
    assert [s.number for s in section(course, first, 1).used_in] == [1, 2]
    assert f"| 1. The gate | `relu` | {second[:2]}.1, {second[:2]}.2 |" in course_map.page(course)


def notebook(root: Path, assignment: str, cells: list[tuple[str, str, dict[str, Any]]]) -> None:
    path = root / "notebooks" / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True)
    written = [
        {"cell_type": kind, "source": text, "metadata": about} for kind, text, about in cells
    ]
    path.write_text(json.dumps({"cells": written}))


def test_titles_stay_inside_their_boxes(course: list[Chapter]) -> None:
    tree = ElementTree.fromstring(course_map.picture(course))
    texts = [float(text.attrib["y"]) for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    boxes = list(tree.iter("{http://www.w3.org/2000/svg}rect"))
    for box in boxes:
        top = float(box.attrib["y"])
        assert sum(top < y < top + float(box.attrib["height"]) for y in texts) >= 2
    assert all(len(line) <= course_map.PER_LINE for line in lines(tree))


def lines(tree: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in tree.iter("{http://www.w3.org/2000/svg}text")]
