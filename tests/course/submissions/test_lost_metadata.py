"""Cells that lost what nbgrader wrote into them keep their answers, or a person reads them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.student_world import ASSIGNMENT, ROOT, Run

from autograder.course.gradebook.cells import about, claimed_id, source
from autograder.course.submissions import home, notebooks
from autograder.course.submissions.mend import mend
from autograder.course.submissions.notebooks import is_answer
from autograder.course.submissions.notes import mended

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
PROJECT = json.loads((ROOT / "notebooks" / ASSIGNMENT / NOTEBOOK).read_text())
ANSWER = "Because the sign is wrong."


def released() -> dict:
    """As nbgrader releases it: the answers' text is replaced."""
    nb = copy.deepcopy(PROJECT)
    for cell in nb["cells"]:
        if is_answer(cell):
            cell["source"] = "YOUR ANSWER HERE"
    return nb


QUESTIONS = [claimed_id(c) for c in PROJECT["cells"] if is_answer(c)]
GRADED = [claimed_id(c) for c in PROJECT["cells"] if about(c).get("grade")]


def answer(nb: dict) -> dict:
    for cell in nb["cells"]:
        if is_answer(cell):
            cell["source"] = f"{ANSWER} {claimed_id(cell)}"
    return nb


def lose_metadata(nb: dict) -> None:
    for cell in nb["cells"]:
        cell["metadata"] = {}


def lose_metadata_and_ids(nb: dict) -> None:
    lose_metadata(nb)
    for number, cell in enumerate(nb["cells"]):
        cell["id"] = f"cell-{number}"


def lose_everything_of_an_older_format(nb: dict) -> None:
    lose_metadata(nb)
    nb["nbformat_minor"] = 4
    for cell in nb["cells"]:
        del cell["id"]


LOST = [lose_metadata, lose_metadata_and_ids, lose_everything_of_an_older_format]


@pytest.fixture
def pristine(tmp_path: Path) -> Path:
    path = tmp_path / "release" / ASSIGNMENT / NOTEBOOK
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(released()))
    return path


@pytest.fixture
def mend_it(tmp_path: Path, pristine: Path) -> Callable[[dict], dict]:
    folder = tmp_path / "ada"
    folder.mkdir()

    def mended_notebook(nb: dict) -> dict:
        (folder / NOTEBOOK).write_text(json.dumps(nb))
        for _ in range(2):
            mend(folder, pristine)
        made: dict = json.loads((folder / NOTEBOOK).read_text())
        return made

    return mended_notebook


@pytest.mark.parametrize("lose", LOST)
def test_cells_are_matched_again(
    tmp_path: Path, mend_it: Callable[[dict], dict], lose: Callable[[dict], None]
) -> None:
    nb = answer(released())
    lose(nb)
    made = {claimed_id(cell): cell for cell in mend_it(nb)["cells"]}
    truth = {claimed_id(cell): cell for cell in released()["cells"]}
    for id in GRADED:
        assert about(made[id]) == about(truth[id])
        assert source(made[id]) == (f"{ANSWER} {id}" if id in QUESTIONS else source(truth[id]))
    assert len(mended(tmp_path / "ada")) == 2
    assert f"{len(GRADED)} cells" in mended(tmp_path / "ada")[0]
    assert json.loads((tmp_path / "ada" / f"{NOTEBOOK}.original").read_text()) == nb


@pytest.mark.parametrize("lose", LOST)
def test_untouched_answers_stay_untouched(
    mend_it: Callable[[dict], dict], lose: Callable[[dict], None]
) -> None:
    nb = released()
    lose(nb)
    made = {claimed_id(cell): source(cell) for cell in mend_it(nb)["cells"]}
    assert [made[id] for id in QUESTIONS] == ["YOUR ANSWER HERE"] * len(QUESTIONS)


def test_an_answer_that_no_cell_is_for_sure_goes_to_a_person(
    tmp_path: Path, mend_it: Callable[[dict], dict]
) -> None:
    nb = released()
    lose_metadata_and_ids(nb)
    texts = {"YOUR ANSWER HERE"}
    nb["cells"] = [cell for cell in nb["cells"] if source(cell) not in texts]
    mine = {"cell_type": "markdown", "metadata": {}, "id": "mine", "source": ANSWER}
    nb["cells"].insert(0, mine)
    made = {claimed_id(cell): source(cell) for cell in mend_it(nb)["cells"]}
    assert all(ANSWER in made[id] for id in QUESTIONS)
    [_, said, _] = mended(tmp_path / "ada")
    assert "a person reads what there is" in said
    assert all(id in said for id in QUESTIONS)


def test_a_cell_of_ones_own_in_place_of_a_deleted_answer_is_the_answer(
    mend_it: Callable[[dict], dict],
) -> None:
    nb = released()
    at = next(i for i, cell in enumerate(nb["cells"]) if claimed_id(cell) == QUESTIONS[0])
    nb["cells"][at] = {"cell_type": "markdown", "metadata": {}, "id": "mine", "source": ANSWER}
    made = {claimed_id(cell): source(cell) for cell in mend_it(nb)["cells"]}
    assert made[QUESTIONS[0]] == ANSWER


def test_a_sound_notebook_is_left_as_it_is(tmp_path: Path, mend_it: Callable[[dict], dict]) -> None:
    nb = answer(released())
    assert mend_it(nb) == nb
    assert not mended(tmp_path / "ada")


@pytest.mark.parametrize("lose", LOST)
def test_submit_counts_open_questions_and_says_what_was_lost(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, lose: Callable[[dict], None]
) -> None:
    monkeypatch.setattr(home, "judge", lambda *_, **__: [])
    nb = released()
    lose(nb)
    (folder / NOTEBOOK).write_text(json.dumps(nb))
    said = " ".join(run("submit", ASSIGNMENT).stdout.split())
    assert "had lost what nbgrader wrote" in said
    assert f"not answered yet: {len(QUESTIONS)}" in said
    assert "is it the notebook of this assignment" not in said


def test_outputs_of_a_large_notebook_are_left_out(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(home, "judge", lambda *_, **__: [])
    nb = answer(released())
    code = next(cell for cell in nb["cells"] if cell["cell_type"] == "code")
    text = "x" * (notebooks.MAX_NOTEBOOK + 1)
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
    (folder / NOTEBOOK).write_text(json.dumps(nb))
    assert "its outputs, which grading ignores" in " ".join(
        run("submit", ASSIGNMENT).stdout.split()
    )
    assert (folder / f"{ASSIGNMENT}.zip").stat().st_size < 2**20
