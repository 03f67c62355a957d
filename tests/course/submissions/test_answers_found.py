"""Answers in cells that are not the ones they were meant for: never counted as none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from autograder.course.folders import NOTEBOOKS, notebook
from autograder.course.gradebook.cells import about, claimed_id, is_model_answer, parsed, source
from autograder.course.submissions.matched import matched
from autograder.course.submissions.notebooks import is_unanswered
from autograder.exercises import catalogue

ANSWER = "Because the sign is wrong."
UNTOUCHED = "*YOUR ANSWER HERE*"
Cells = list[dict[str, Any]]


def text(id: str, words: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": words, **more}


def question(id: str) -> Cells:
    meta = {"grade_id": id, "grade": True, "solution": True, "locked": False, "points": 4}
    cell = text(id, UNTOUCHED, metadata={"nbgrader": meta})
    return [text(f"{id}-prompt", f"**Question {id}**  \nWhy does it fail?"), cell]


RELEASED: Cells = [text("title", "# 1"), *question("one"), text("next", "## 2"), *question("two")]


def code(words: str) -> dict[str, Any]:
    return {**text("mine", words), "cell_type": "code", "outputs": [], "execution_count": 1}


def without_metadata(cells: Cells) -> None:
    for number, cell in enumerate(cells):
        cell |= {"metadata": {}, "id": f"c{number}"}


def found(change: Callable[[Cells], object], lose: bool = True) -> dict[str, dict[str, Any]]:
    """The cells by their ids, once a submission was changed and matched again."""
    cells = copy.deepcopy(RELEASED)
    if lose:
        without_metadata(cells)
    change(cells)
    return {claimed_id(cell): cell for cell in matched(cells, RELEASED).cells}


def answers(change: Callable[[Cells], object], lose: bool = True) -> str:
    return source(found(change, lose)["one"])


def test_an_answer_in_a_code_cell_is_a_text_again() -> None:
    def change(cells: Cells) -> None:
        cells[2] = code(ANSWER)

    cell = found(change)["one"]
    assert (source(cell), cell["cell_type"]) == (ANSWER, "markdown")
    assert "outputs" not in cell


@pytest.mark.parametrize("kind", ["code", "raw"])
def test_an_id_counts_whatever_the_type(kind: str) -> None:
    def change(cells: Cells) -> None:
        cells[2] |= {"cell_type": kind, "source": ANSWER, "metadata": {}}

    assert answers(change, lose=False) == ANSWER


def test_a_rewritten_grade_id_is_none() -> None:
    def change(cells: Cells) -> None:
        cells[2]["source"] = ANSWER
        cells[2]["metadata"]["nbgrader"]["grade_id"] = "cell-5f3a"

    cell = found(change, lose=False)["one"]
    assert source(cell) == ANSWER
    assert about(cell) == about(RELEASED[2])


@pytest.mark.parametrize(
    "prompt", ["**Question one** Why does\nit fail?\n", "**Question one**\r\nWhy does it fail?"]
)
def test_spaces_and_line_ends_of_a_prompt_do_not_matter(prompt: str) -> None:
    def change(cells: Cells) -> None:
        cells[1]["source"] = prompt
        cells[2]["source"] = ANSWER

    assert answers(change) == ANSWER


def test_code_between_the_question_and_its_answer_is_not_the_answer() -> None:
    def change(cells: Cells) -> None:
        cells[2]["source"] = ANSWER
        cells.insert(2, code("1 + 1"))

    assert answers(change) == ANSWER


@pytest.mark.parametrize("lose", [True, False])
def test_an_answer_below_the_untouched_cell_counts(lose: bool) -> None:
    def change(cells: Cells) -> None:
        cells.insert(3, text("mine", ANSWER))

    assert answers(change, lose) == ANSWER
    said = matched([*RELEASED[:3], text("mine", ANSWER), *RELEASED[3:]], RELEASED).notes
    assert ["The cell for one is untouched" in note for note in said] == [True]


@pytest.mark.parametrize("lose", [True, False])
def test_trying_things_out_is_no_answer(lose: bool) -> None:
    assert answers(lambda cells: cells.insert(3, code("x.shape")), lose) == UNTOUCHED
    assert answers(lambda cells: cells.append(text("mine", ANSWER)), lose) == UNTOUCHED


def test_what_is_written_below_the_invitation_is_an_answer() -> None:
    def change(cells: Cells) -> None:
        cells[1]["source"] = "Why?"
        cells[2]["source"] = f"{UNTOUCHED}\n\n{ANSWER}"

    assert ANSWER in answers(change)


def test_a_person_gets_code_and_pictures_too() -> None:
    picture = {"a.png": {"image/png": "AAAA"}}

    def change(cells: Cells) -> None:
        mine = text("mine", "![a](attachment:a.png)", attachments=picture)
        cells[:] = [code("# because"), mine]

    cell = found(change)["one"]
    assert "# because" in source(cell)
    assert cell["attachments"] == picture


@pytest.mark.parametrize("tagged", [True, False])
def test_a_model_answer_is_nobodys(tagged: bool) -> None:
    """The project's own notebook has one below each question."""
    words = "<details><summary>A model answer, for later</summary>42</details>"

    def change(cells: Cells) -> None:
        model = text("one-model", words)
        model["metadata"] = {"tags": ["model-answer"]} if tagged else {}
        cells.insert(3, model)

    assert answers(change, lose=False) == UNTOUCHED
    assert words not in answers(change, lose=True)


def test_an_edited_text_of_the_release_is_no_answer() -> None:
    released = [*RELEASED[:3], text("story", "And so on."), *RELEASED[3:]]
    edited = [*RELEASED[:3], text("story", "And so on. I see!"), *RELEASED[3:]]
    assert matched(edited, released).below == []


@pytest.mark.parametrize("assignment", catalogue.ASSIGNMENTS)
def test_the_projects_own_notebook_untouched_holds_no_answer(assignment: str) -> None:
    cells = parsed((NOTEBOOKS / assignment / notebook(assignment)).read_bytes())
    made = matched(cells, [cell for cell in cells if not is_model_answer(cell)])
    assert (made.known, made.unknown, made.below) == ([], [], [])
    asked = [cell for cell in made.cells if claimed_id(cell).startswith("question")]
    assert {source(cell) for cell in asked} == {"*YOUR ANSWER HERE*"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", True),
        (UNTOUCHED, True),
        (f"{UNTOUCHED}\n\n{ANSWER}", False),
        (ANSWER, False),
        (f"<!-- BEGIN SOLUTION -->\n{UNTOUCHED}\n\n<details><summary>A model answer, for later"
         "</summary>\n\n42\n\n</details>\n<!-- END SOLUTION -->", True),
    ],
    ids=["empty", "untouched", "below the invitation", "written", "with a model answer"],
)  # fmt: skip
def test_what_is_unanswered(source: str, expected: bool) -> None:
    assert is_unanswered(source) == expected
