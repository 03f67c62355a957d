"""Pictures that students paste into their answers, and what lies beside their folders."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_markdown_cell

from autograder.course.folders import Course
from autograder.course.gradebook.rebuild import rebuilt
from autograder.course.gradebook.sanitize import markdown2html

ASSIGNMENT = "01-vector-backprop"
ID = "question-kink"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ENCODED = base64.b64encode(DRAWING.encode()).decode()
TRUTH: Any = {
    ID: ("markdown", "*YOUR ANSWER HERE*", {"grade_id": ID, "grade": True, "locked": False})
}


def page_of(kind: str, data: Any) -> tuple[dict[str, Any], str]:
    """The attachment as it is kept, and the page that shows it."""
    answer = new_markdown_cell("Mine: ![a plot](attachment:plot)")
    answer.metadata.nbgrader = {"grade_id": ID}
    answer.attachments = {"plot": {kind: data}}
    (cell,) = rebuilt([answer], TRUTH, [ID])
    return cell.attachments["plot"], markdown2html({"cell": cell}, cell.source)


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif", "image/webp"])
def test_a_picture_stays(kind: str) -> None:
    kept, page = page_of(kind, "AAAA")
    assert kept == {kind: "AAAA"}
    assert f'src="data:{kind};base64,AAAA"' in page


@pytest.mark.parametrize("data", [ENCODED, DRAWING, list(DRAWING.partition("><"))])
def test_a_drawing_in_svg_is_shown_as_an_image_which_runs_nothing(data: Any) -> None:
    kept, page = page_of("image/svg+xml", data)
    assert kept == {"image/svg+xml": ENCODED}
    assert f'<img src="data:image/svg+xml;base64,{ENCODED}"' in page
    assert "<svg" not in page


@pytest.mark.parametrize("kind", ["text/html", "application/javascript", "application/pdf"])
def test_what_is_no_picture_goes(kind: str) -> None:
    kept, page = page_of(kind, "AAAA")
    assert not kept
    assert "data:" not in page


@pytest.mark.parametrize("name", ["__MACOSX", ".DS_Store", "lost+found", "@eaDir"])
def test_what_a_system_leaves_is_no_student(tmp_path: Path, name: str) -> None:
    course = Course(tmp_path)
    for student in ("ada", name):
        course.submitted(ASSIGNMENT, student).mkdir(parents=True)
    assert course.students(ASSIGNMENT) == ["ada"]
