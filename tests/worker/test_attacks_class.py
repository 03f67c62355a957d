"""A class with every hostile submission in ``attacks/hand_ins``, and two honest ones."""

from __future__ import annotations

import json
import runpy
import shutil
import zipfile
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from answers.secret import SECRET
from support.attack_files import Attack, attacks, contents
from support.course_world import SOLUTION, judge_here, shared, without_prose

from autograder.core.results import Graded
from autograder.core.stubs import blank, rewrite
from autograder.course.exports.table import export
from autograder.course.feedback import feedback
from autograder.course.folders import Course, notebook
from autograder.course.grade import grade
from autograder.course.intake.collect import collect
from autograder.course.release import release
from autograder.exercises import catalogue
from autograder.render.grading import show_graded
from autograder.worker.sandbox import Sandbox

ASSIGNMENT = "01-vector-backprop"
NOTEBOOK = notebook(ASSIGNMENT)
HONEST = ("ada", "bob")
WRITTEN = ("backprop.affine_backward", "backprop.relu", "backprop.tanh", "backprop.softmax_loss")
"""What everybody has written: quick to judge, and an attack that gets more for it shows."""

HAND_INS = attacks("hand_ins")


@dataclass
class Class:
    """The outcome for a class: where it is, who submitted what, what the instructor reads."""

    course: Course
    students: dict[str, str]
    """The student of each attack; '' if nothing was collected."""
    graded: dict[str, Graded]


def make(root: Path, hostile: list[Attack]) -> Class:
    """Release, collect, grade; the notebook has no prose, which every page would have to show."""
    course = Course(root / "course")
    course.secret.parent.mkdir(parents=True)
    course.secret.write_bytes(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        without_prose(root / "source", patch)
        release(ASSIGNMENT, course)
        for student in HONEST:
            collect([honest(course, root / "incoming", student)], course, ASSIGNMENT)
        students = {attack.name: collected(course, root / "incoming", attack) for attack in hostile}
        graded = {one.student: one for one in grade(ASSIGNMENT, course, jobs=2)}
    return Class(course, students, graded)


def with_pages_of_their_own(made: Class) -> list[str]:
    """Of all whose graded notebooks are equal the first, and everybody with an odd name."""
    found: dict[str, str] = {}
    for student in made.graded:
        nb = json.loads((made.course.autograded(ASSIGNMENT, student) / NOTEBOOK).read_text())
        cells = [{**cell, "id": ""} for cell in nb["cells"]]
        found.setdefault(json.dumps(cells), student)
    named = {made.students[one.name] for one in HAND_INS if "NAME" in one.path.read_text()}
    return sorted({*found.values(), *named} - {""})


def honest(course: Course, incoming: Path, student: str) -> Path:
    """A folder with a few exercises solved; Bob's relu forgets to cut off."""
    folder = incoming / student
    (folder / "cs_cnn").mkdir(parents=True)
    shutil.copy(course.released(ASSIGNMENT) / NOTEBOOK, folder)
    left = [one for one in catalogue.of_assignment(ASSIGNMENT) if one.id not in WRITTEN]
    text = blank(SOLUTION.read_text(), {one.function: one.id for one in left})
    bobs = rewrite(text, "relu", "return abs(x)")
    (folder / "cs_cnn" / "backprop.py").write_text(bobs if student == "bob" else text)
    return folder


def collected(course: Course, incoming: Path, attack: Attack) -> str:
    """Build the attack's submission and collect it: the student's name, '' if it is refused."""
    about = runpy.run_path(str(attack.path))
    name = about.get("NAME", attack.path.stem)
    folder = honest(course, incoming / "unpacked", name if "/" not in name else "slash")
    source = packed(about, folder, incoming / f"{name}.zip")
    found = collect([source], course, ASSIGNMENT)
    return next((one.student for one in found if not one.problem), "")


def packed(about: dict[str, Any], folder: Path, path: Path) -> Path:
    """The submission as a zip, or as the folder that it is."""
    if "pack" in about:
        path.write_bytes(about["pack"](folder, folder / NOTEBOOK))
        return path
    about["build"](folder, folder / NOTEBOOK)
    if not about.get("PACKED", True):
        return folder
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return path


@pytest.fixture(scope="session")
def peaceful(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Class:
    """The two honest submissions alone, judged in this process."""
    with pytest.MonkeyPatch.context() as patch:
        judge_here(patch)
        return make(tmp_path_factory.mktemp("peaceful"), [])


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Class:
    """The same two among all the attacks. Two processes that make it would be one too many."""
    around = shared(tmp_path_factory) / "around"
    around.mkdir()
    (around / "gradebook.db").write_text("of another course")
    before = contents(around)
    made = make(around / "hostile", HAND_INS)
    feedback(ASSIGNMENT, made.course, with_pages_of_their_own(made))
    export(made.course, made.course.root / "grades.csv")
    assert {path: text for path, text in contents(around).items() if path in before} == before
    assert sorted(path.name for path in around.iterdir()) == ["gradebook.db", "hostile"]
    return made


@pytest.mark.parametrize("attack", HAND_INS, ids=lambda attack: attack.name)
def test_a_hostile_hand_in_gets_what_it_deserves(attack: Attack, hostile: Class) -> None:
    student = hostile.students[attack.name]
    if attack.must["score"] == "refused":
        assert not student
        return
    one = hostile.graded[student]
    assert one.problem == ""
    assert one.score is not None
    assert one.score.score == float(attack.must["score"])
    assert one.report is not None
    told = " ".join(one.report.notes)
    assert attack.must.get("noticed", "") in told


@pytest.mark.parametrize("student", HONEST)
def test_nobody_else_pays_for_it(student: str, hostile: Class, peaceful: Class) -> None:
    mine, alone = hostile.graded[student], peaceful.graded[student]
    assert mine.report is not None
    assert alone.report is not None
    assert asdict(mine.report) == asdict(alone.report)
    assert mine.score is not None
    assert alone.score is not None
    assert (mine.score.score, mine.score.cells) == (alone.score.score, alone.score.cells)


class Active(HTMLParser):
    """Collects what a page from a stranger could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.script = tag == "script"
        for name, value in attrs:
            if name.startswith("on") or "EVIL" in (value or "") or "evil." in (value or ""):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self.script and "EVIL" in data:
            self.found.append(data)
        self.script = False


def test_nothing_of_a_hand_in_runs_in_the_instructors_browser(hostile: Class) -> None:
    pages = sorted((hostile.course.root / "feedback").rglob("*.html"))
    assert [page.parts[-3] for page in pages] == with_pages_of_their_own(hostile)
    for page in pages:
        active = Active()
        active.feed(page.read_text(encoding="utf-8"))
        assert active.found == [], page


def test_the_summary_prints_every_name_on_one_line(
    hostile: Class, capsys: pytest.CaptureFixture[str]
) -> None:
    show_graded(list(hostile.graded.values()))
    told = capsys.readouterr().out
    assert not [line for line in told.splitlines() if line.startswith("✓ Mallory")]
    assert "\x1b]" not in told
