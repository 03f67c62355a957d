"""Notebooks and stub files under other names are taken, the fullest of each, and it is said."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from support.collect_world import zipped
from support.student_world import ASSIGNMENT, ROOT, Run, write

from autograder.course.folders import SOLUTIONS, STUDENT_PACKAGE, Course
from autograder.course.intake.collect import collect
from autograder.course.submissions import home
from autograder.course.submissions.choosing import Found, choose
from autograder.course.submissions.mend import mend
from autograder.course.submissions.notebooks import is_answer
from autograder.course.submissions.submission import read

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
STUB = "cs_cnn/backprop.py"
RELEASED = (ROOT / "notebooks" / ASSIGNMENT / NOTEBOOK).read_bytes()
BLANK = (STUDENT_PACKAGE / "backprop.py").read_bytes()
RIGHT = (SOLUTIONS / "backprop.py").read_bytes()


def answered(text: str = "Because it is.") -> bytes:
    nb = json.loads(RELEASED)
    for cell in nb["cells"]:
        if is_answer(cell):
            cell["source"] = text
    return json.dumps(nb).encode()


WORKED = answered()
OTHER = (ROOT / "notebooks" / "02-convolution" / "02-convolution.ipynb").read_bytes()
NAMES = (
    f"Copy of {NOTEBOOK}", f"{ASSIGNMENT} - Copy.ipynb", f"Kopie von {NOTEBOOK}",
    f"{ASSIGNMENT} - Kopie.ipynb", f"Copie de {NOTEBOOK}", f"{ASSIGNMENT}_final.ipynb",
    f"{ASSIGNMENT}_final_v2.ipynb", f"{ASSIGNMENT}(1).ipynb", f"{ASSIGNMENT} (1).ipynb",
    f"{ASSIGNMENT}-Copy1.ipynb", f"Ada Lovelace {NOTEBOOK}", f"{ASSIGNMENT}_ada.ipynb",
    NOTEBOOK.upper(), f"{NOTEBOOK}.txt", f"{NOTEBOOK}.json", f"{ASSIGNMENT}.IPYNB",
    "Untitled.ipynb", "homework 1.ipynb", "01_vector_backprop.ipynb",
)  # fmt: skip
STUBS = (
    "Copy of backprop.py", "backprop - Copy.py", "Kopie von backprop.py", "backprop_final.py",
    "backprop(1).py", "backprop (2).py", "ada_backprop.py", "backprop ada.py", "Backprop.py",
    "BACKPROP.PY", "backprop.py.txt", "backprop-Copy1.py", "homework1.py", "backprop1.py",
)  # fmt: skip
ENCODED = {
    "a mark of the byte order": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "UTF-16, the other end first": lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be"),
    "UTF-16 without a mark": lambda data: data.decode().encode("utf-16-le"),
}


def found(files: dict[str, bytes]) -> list[Found]:
    return [
        Found(PurePosixPath(name), lambda data=data: data, len(data))
        for name, data in files.items()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_renamed_notebook_is_taken_and_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "ada.zip").write_bytes(zipped({name: WORKED, STUB: RIGHT}))
    [one] = collect([tmp_path / "ada.zip"], Course(tmp_path / "class"), ASSIGNMENT)
    assert not one.problem
    assert one.files[NOTEBOOK] == WORKED
    is_second_copy = name.endswith(("(1).ipynb", "-Copy1.ipynb", "ipynb.txt", "json", ".IPYNB"))
    said = any(f"{name} was taken as {NOTEBOOK}" in note for note in one.notes)
    assert said or is_second_copy


@pytest.mark.parametrize("place", ["", "cs_cnn/"])
@pytest.mark.parametrize("name", STUBS)
def test_a_renamed_stub_file_is_taken(tmp_path: Path, name: str, place: str) -> None:
    (tmp_path / "ada.zip").write_bytes(zipped({NOTEBOOK: WORKED, place + name: RIGHT}))
    [one] = collect([tmp_path / "ada.zip"], Course(tmp_path / "class"), ASSIGNMENT)
    assert one.files[STUB] == RIGHT


@pytest.mark.parametrize("name", STUBS)
def test_in_submitted_a_renamed_stub_file_is_judged(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(RIGHT)
    assert read(tmp_path, ASSIGNMENT, "ada").files["backprop.py"] == RIGHT


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_copy_never_wins(name: str) -> None:
    for files in ({name: WORKED, NOTEBOOK: RELEASED}, {name: RELEASED, NOTEBOOK: WORKED}):
        chosen = choose(found(files), ASSIGNMENT)
        assert chosen.files[NOTEBOOK] == WORKED
        assert any("left aside" in note for note in chosen.notes)


@pytest.mark.parametrize("name", STUBS)
def test_an_untouched_stub_file_never_wins(name: str) -> None:
    for untouched, worked in ((STUB, name), (name, STUB), (name, "backprop.py")):
        chosen = choose(found({untouched: BLANK, worked: RIGHT}), ASSIGNMENT)
        assert chosen.files[STUB] == RIGHT
        assert any("left aside" in note for note in chosen.notes)


def test_a_stub_file_in_its_place_counts_if_it_was_worked_on() -> None:
    some = BLANK.replace(b'raise NotImplementedError("backprop.relu")', b"return 1")
    assert choose(found({STUB: some, "backprop (1).py": RIGHT}), ASSIGNMENT).files[STUB] == some


def test_a_stub_file_that_imports_its_answers_counts() -> None:
    files = {STUB: b"from cs_cnn.mine_backprop import *\n", "cs_cnn/mine_backprop.py": RIGHT}
    chosen = choose(found(files), ASSIGNMENT)
    assert chosen.files == files


def test_the_notebook_of_another_assignment_is_not_taken() -> None:
    assert choose(found({"Copy of 02.ipynb": OTHER}), ASSIGNMENT).files == {}
    both = choose(found({NOTEBOOK: OTHER, "mine.ipynb": WORKED}), ASSIGNMENT)
    assert both.files[NOTEBOOK] == WORKED


@pytest.mark.parametrize("path", ["autograder/solutions/backprop.py", "cs_cnn/given/backprop.py"])
def test_what_the_course_hands_out_is_nobodys_answer(path: str) -> None:
    assert choose(found({f"cs-cnn/{path}": RIGHT}), ASSIGNMENT).files == {}


@pytest.mark.parametrize("name", ENCODED)
def test_other_encodings_of_text_are_read(tmp_path: Path, name: str) -> None:
    encode = ENCODED[name]
    files = {NOTEBOOK: encode(WORKED), STUB: encode(RIGHT)}
    (tmp_path / "ada.zip").write_bytes(zipped(files))
    [one] = collect([tmp_path / "ada.zip"], Course(tmp_path / "class"), ASSIGNMENT)
    assert (one.files[NOTEBOOK], one.files[STUB]) == (WORKED, RIGHT)


@pytest.mark.parametrize("name", ENCODED)
def test_other_encodings_are_read_from_submitted_too(tmp_path: Path, name: str) -> None:
    released = tmp_path / "release" / NOTEBOOK
    released.parent.mkdir()
    released.write_bytes(RELEASED)
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / NOTEBOOK).write_bytes(ENCODED[name](WORKED))
    mend(tmp_path / "ada", released)
    assert (tmp_path / "ada" / NOTEBOOK).read_bytes() == WORKED


def test_in_submitted_the_fullest_notebook_counts_and_nothing_is_lost(tmp_path: Path) -> None:
    released = tmp_path / "release" / NOTEBOOK
    released.parent.mkdir()
    released.write_bytes(RELEASED)
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / NOTEBOOK).write_bytes(RELEASED)
    (folder / f"Copy of {NOTEBOOK}").write_bytes(WORKED)
    for _ in range(2):
        mend(folder, released)
    assert (folder / NOTEBOOK).read_bytes() == WORKED
    assert (folder / f"{NOTEBOOK}.left").read_bytes() == RELEASED
    notes = read(folder, ASSIGNMENT, "ada").notes
    assert sum("was taken as" in note for note in notes) == 1


def test_what_was_taken_reaches_the_report(tmp_path: Path) -> None:
    (tmp_path / "ada.zip").write_bytes(zipped({"homework.ipynb": WORKED, STUB: RIGHT}))
    course = Course(tmp_path / "class")
    collect([tmp_path / "ada.zip"], course, ASSIGNMENT)
    notes = read(course.submitted(ASSIGNMENT, "ada"), ASSIGNMENT, "ada").notes
    assert f"homework.ipynb was taken as {NOTEBOOK}." in notes


def test_modules_beside_flat_files_are_taken_along(tmp_path: Path) -> None:
    files = {"hw/backprop.py": RIGHT, "hw/mine.py": b"x = 1\n", f"hw/{NOTEBOOK}": WORKED}
    chosen = choose(found({**files, "elsewhere/other.py": b"x = 2\n"}), ASSIGNMENT)
    assert sorted(chosen.files) == [NOTEBOOK, STUB, "cs_cnn/mine.py"]


@pytest.mark.parametrize("name", NAMES)
def test_submit_takes_the_notebook_that_was_worked_on(
    run: Run, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "judge", lambda *_, **__: [])
    (folder / NOTEBOOK).write_bytes(RELEASED)
    (folder / name).write_bytes(WORKED)
    said = " ".join(run("submit", ASSIGNMENT).stdout.split())
    with zipfile.ZipFile(folder / f"{ASSIGNMENT}.zip") as packed:
        assert packed.read(NOTEBOOK) == WORKED
    assert f"{name} was taken as {NOTEBOOK}; left aside: {NOTEBOOK}" in said


def test_check_judges_the_stub_file_that_was_worked_on(run: Run, folder: Path) -> None:
    write(folder, "relu", "return np.maximum(x, 0)")
    shutil.move(folder / STUB, folder / "cs_cnn" / "backprop - Copy.py")
    (folder / STUB).write_bytes(BLANK)
    assert run("check", "backprop.relu").exit_code == 0


def test_a_stub_file_of_another_assignment_is_no_copy() -> None:
    """The file is missing, and another one happens to define functions of the same names."""
    files = {NOTEBOOK: WORKED, "cs_cnn/optim.py": RIGHT, "cs_cnn/arch.py": RIGHT}
    assert choose(found(files), ASSIGNMENT).files == {NOTEBOOK: WORKED}
