"""From the platform's list to its sheet with grades, and what is refused on the way."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from autograder.core.errors import CourseError
from autograder.course.exports.grades import Filled, fill
from autograder.course.exports.roster import roster
from autograder.course.exports.table import export
from autograder.course.folders import Course
from autograder.course.gradebook.converters import gradebook

HW = "01-vector-backprop"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (77)\n"
    "    Points Possible,,,,,100\n"
    '"Lovelace, Ada",1001,s1,ada,A,\n"Hopper, Grace",1002,s2,grace,A,EX\n'
    '"=cmd()",1003,s3,cmd,A,\n"Turing, Alan",1004,s4,alan,A,\n'
)
GRADED = {
    "lovelaceada_1001": 91.5,
    "hoppergrace_1002": 80,
    "Ada_Lovelace_70005": 91.5,
    "Participant_70006": 12,
    "jane_doe": 70,
    "Lea_Li_501": 60,
    "Lea_Li_502": 61,
    "Jean-Luc_P_503": 62,
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of four platforms, graded without a judge."""
    made = Course(tmp_path_factory.mktemp("graded"))
    with gradebook(made) as book:
        book.add_assignment(HW)
        book.add_notebook("nb", HW)
        book.add_grade_cell("q", "nb", HW, max_score=100, cell_type="code")
        for student, points in GRADED.items():
            book.add_student(student)
            book.add_submission(HW, student)
            grade = book.find_grade("q", "nb", HW, student)
            grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()
    return made.root


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Course:
    return Course(shutil.copytree(graded, tmp_path / "class"))


def _file(course: Course, text: str, encoding: str = "utf-8") -> Path:
    path = course.root / "theirs.csv"
    path.write_bytes(text.encode(encoding))
    return path


def _fill(course: Course, platform: str, text: str, encoding: str = "utf-8") -> Filled:
    out = course.root / "out.csv"
    return fill(HW, course, platform, out, _file(course, text, encoding))


def _grades(filled: Filled, at: int, encoding: str = "utf-8", separator: str = ",") -> list[str]:
    text = filled.path.read_bytes().decode(encoding)
    return [row[at] for row in csv.reader(io.StringIO(text), delimiter=separator)][1:]


def test_canvas_there_and_back(course: Course) -> None:
    told = roster(_file(course, CANVAS), course)
    with gradebook(course) as book:
        ada = book.find_student("lovelaceada_1001")
        assert (ada.first_name, ada.last_name, ada.lms_user_id) == ("Ada", "Lovelace", "1001")
        assert book.find_student("turingalan_1004").last_name == "Turing"
    assert len(told.named) == 2
    assert len(told.new) == 2
    filled = _fill(course, "canvas", CANVAS)
    assert _grades(filled, 5) == ["100", "91.5", "EX", "", ""]
    assert "'=cmd()" in filled.path.read_text()
    again = roster(filled.path, course)
    assert not again.new
    blank = fill(HW, course, "canvas", course.root / "blank.csv", None)
    assert "91.5" in _grades(blank, 5)


def test_moodle_by_its_participants(course: Course) -> None:
    text = (
        "ID;Vollständiger Name;Status;Bewertung;Bestwertung;Zuletzt geändert (Bewertung)\r\n"
        "Teilnehmer/in 70005;Ada Lovelace;;;100,00;-\r\n"
        "Teilnehmer/in 70006;Somebody;;;100,00;-\r\n"
    )
    assert _grades(_fill(course, "moodle", text, "cp1252"), 3, "cp1252", ";") == ["91.5", "12"]


def test_blackboard_in_utf_16_with_tabs(course: Course) -> None:
    text = (
        '"Last Name"\t"First Name"\t"Username"\t"HW 1 [Total Pts: 100 Score] |12345"\r\n'
        '"Doe"\t"Jane"\t"jane_doe"\t""\r\n'
    )
    filled = _fill(course, "blackboard", text, "utf-16")
    assert filled.path.read_bytes().decode("utf-16") == text.replace('""', '"70"')


def test_brightspace_gives_nobody_anothers_grade(course: Course) -> None:
    text = (
        "OrgDefinedId,Username,Last Name,First Name,HW Points Grade,End-of-Line Indicator\n"
        "#9,jlp,P,Jean-Luc,,#\n#8,lea,Li,Lea,,#\n"
    )
    filled = _fill(course, "brightspace", text)
    assert _grades(filled, 4) == ["62", ""]
    assert {"Lea_Li_501", "Lea_Li_502"} <= set(filled.unmatched)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CANVAS.replace("Student,ID", "Name,Number"), "no column Student and ID"),
        (CANVAS.replace("1002", "1001"), "1001 twice"),
        (CANVAS.replace("1001", "9").replace("1002", "8"), "another course"),
        (CANVAS.replace("Lovelace, Ada", "Other, One").replace("1002", "8"), "another course"),
        (CANVAS[:-9], "half"),
        (CANVAS[: CANVAS.index("Hopper") + 3], "half"),
        (CANVAS.replace(",,100", ",,10"), "10 points"),
        (CANVAS.replace("(77)", ""), "--column"),
        ("PK\x03\x04 a workbook", "save it as CSV"),
    ],
)
def test_a_bad_sheet_changes_nothing(course: Course, text: str, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        _fill(course, "canvas", text)
    assert not (course.root / "out.csv").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,section\n1001,A\n1002,A\n", "no names: add the columns first_name and last_name"),
        ("id,first_name,last_name\n1001,,\n", "no names"),
        ("id\n1001\n", "fewer than two columns"),
        ("section,first_name\nA,Ada\n", "no column one of id"),
    ],
)
def test_a_list_that_names_nobody_changes_nothing(course: Course, text: str, said: str) -> None:
    with pytest.raises(CourseError, match=said):
        roster(_file(course, text), course)
    with gradebook(course) as book:
        assert {one.id for one in book.students} == set(GRADED)


def test_who_waits_for_a_person_stays_open(course: Course) -> None:
    with gradebook(course) as book:
        book.find_grade("q", "nb", HW, "lovelaceada_1001").needs_manual_grade = True
        book.db.commit()
    filled = _fill(course, "canvas", CANVAS)
    assert filled.waiting == ["lovelaceada_1001"]
    assert _grades(filled, 5)[1] == ""


@pytest.mark.parametrize(
    ("handed_in", "days"),
    [("2026-03-01 23:59:59", 0), ("2026-03-02 00:00:01", 1), ("2026-03-03 12:00:00", 2), ("", 0)],
)
def test_the_table_counts_days_begun(course: Course, handed_in: str, days: int) -> None:
    with gradebook(course) as book:
        book.update_or_create_assignment(HW, duedate="2026-03-02 00:00:00 UTC")
        saved = book.find_submission(HW, "jane_doe")
        saved.timestamp = datetime.fromisoformat(handed_in) if handed_in else None
        book.db.commit()
    export(course, course.root / "grades.csv")
    with (course.root / "grades.csv").open() as file:
        rows = {row["student_id"]: row["days_late"] for row in csv.DictReader(file)}
    assert rows["jane_doe"] == str(days)
