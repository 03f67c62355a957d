"""Collecting submissions: what strangers put into zips, and that it costs nobody else."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from pathlib import Path

import pytest
from support.collect_world import (
    ASSIGNMENT,
    STUB,
    by_student,
    right,
    stub_of,
    write,
    zipped,
)
from support.zip_bombs import forged_size, watched

from autograder.course.folders import Course
from autograder.course.intake import archive
from autograder.course.intake.collect import collect


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


def link() -> bytes:
    info = zipfile.ZipInfo("cs_cnn/backprop.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def encrypted() -> bytes:
    data = bytearray(right())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def torn() -> bytes:
    """The first file's bytes are not what its checksum says."""
    data = bytearray(zipped({STUB: os.urandom(2000)}))
    data[500] ^= 0xFF
    return bytes(data)


BAD = {
    "absolute path": (zipped({"/etc/cron.d/x.py": "x", STUB: "x"}), "absolute path"),
    "drive": (zipped({"C:/x.py": "x", STUB: "x"}), "absolute path"),
    "upwards": (zipped({"../../x.py": "x", STUB: "x"}), r"'\.\.'"),
    "upwards, backslashes": (zipped({"..\\..\\x.py": "x", STUB: "x"}), r"'\.\.'"),
    "link": (link(), "link"),
    "folders in folders": (zipped({"d/" * 3000 + "x.py": "x", STUB: "x"}), "3001 deep"),
    "bomb": (zipped({STUB: b"\0" * 20_000_000}), "bomb"),
    "control characters": (zipped({"a\x1b[31m.py": "x", STUB: "x"}), "control characters"),
    "encrypted": (encrypted(), "encrypted"),
    "no zip": (b"PK, or so they said", "damaged or not a zip"),
    "empty": (b"", "damaged or not a zip"),
    "half a zip": (right()[: len(right()) // 2], "damaged or not a zip"),
    "torn": (torn(), "damaged or not a zip"),
    "too deep": (zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": right()})})}), "zip in a zip"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_zip_is_refused_in_one_sentence_and_the_others_go_on(
    name: str, course: Course, tmp_path: Path
) -> None:
    content, reason = BAD[name]
    given = [write(tmp_path / "eve.zip", content), write(tmp_path / "ada.zip", right())]
    found = by_student(collect(given, course, ASSIGNMENT))
    assert not found["ada"].problem
    assert found["eve"].problem.endswith(".")
    assert found["eve"].problem.count("\n") == 0
    assert re.search(reason, found["eve"].problem)
    assert not course.submitted(ASSIGNMENT, "eve").exists()
    everything = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert not [path for path in everything if path.name == "x.py"]


def test_a_bad_zip_in_a_platforms_zip_costs_only_its_owner(course: Course, tmp_path: Path) -> None:
    content = {
        "Ada_1_assignsubmission_file_/w.zip": right(),
        "Eve_2_assignsubmission_file_/w.zip": link(),
    }
    found = by_student(collect([write(tmp_path / "c.zip", zipped(content))], course, ASSIGNMENT))
    assert not found["Ada_1"].problem
    assert "Eve_2 is refused" in found["Eve_2"].problem


def test_too_many_files(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_COUNT", 3)
    many = zipped({f"cs_cnn/m{i}.py": "" for i in range(5)})
    (one,) = collect([write(tmp_path / "eve.zip", many)], course, ASSIGNMENT)
    assert "5 files" in one.problem


def test_a_huge_file_is_left_out_and_the_rest_is_taken(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_FILE", 10_000)
    content = zipped({"cs_cnn/mine.py": os.urandom(20_000), STUB: "x = 1"})
    (one,) = collect([write(tmp_path / "ada.zip", content)], course, ASSIGNMENT)
    assert not one.problem
    assert "larger than" in one.notes[0]
    assert stub_of(course, "ada") == "x = 1"


def test_a_lie_about_a_size_unpacks_no_more_than_it_says(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = write(tmp_path / "eve.zip", forged_size(STUB, bytes(50_000_000)))
    given_out = watched(monkeypatch)
    (one,) = collect([bomb], course, ASSIGNMENT)
    assert re.search("damaged|bomb", one.problem)
    assert sum(given_out) < 10_000


def test_links_in_folders_are_not_followed(course: Course, tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.py", "the secret")
    write(tmp_path / "ada" / STUB, "x = 1")
    (tmp_path / "ada" / "cs_cnn" / "notes.py").symlink_to(secret)
    (one,) = collect([tmp_path / "ada"], course, ASSIGNMENT)
    assert "link" in one.notes[0]
    assert not (course.submitted(ASSIGNMENT, "ada") / "cs_cnn" / "notes.py").exists()


def test_folders_in_folders_on_the_disk_cost_nobody_else(course: Course, tmp_path: Path) -> None:
    write(tmp_path / "class" / "eve" / Path(*"d" * 100) / "x.py", "")
    write(tmp_path / "class" / "ada" / STUB, "x = 1")
    found = by_student(collect([tmp_path / "class"], course, ASSIGNMENT))
    assert not found["ada"].problem
    assert any("deep" in one.problem for one in found.values())


def test_zips_in_a_zip_share_one_budget_and_leave_others_theirs(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_INNER", 5_000)
    large = zipped({STUB: os.urandom(2_000)})
    mallory = zipped({f"part{i}.zip": large for i in range(3)})
    everybody = zipped({"ada.zip": right(), "mallory.zip": mallory, "zoe.zip": right("x = 2")})
    found = collect([write(tmp_path / "class.zip", everybody)], course, ASSIGNMENT)
    assert stub_of(course, "ada") == "x = 1"
    assert stub_of(course, "zoe") == "x = 2"
    assert any("zip bomb" in " ".join([one.problem, *one.notes]) for one in found)


def test_a_name_with_an_impossible_date_or_length_costs_nobody_else(
    course: Course, tmp_path: Path
) -> None:
    odd = zipped({"a_b_attempt_2024-99-99-99-99-99_x.py": "", f"cs_cnn/{'a' * 240}.py": "x = 0"})
    sources = [write(tmp_path / "odd.zip", odd), write(tmp_path / "ada.zip", right())]
    collect(sources, course, ASSIGNMENT)
    assert stub_of(course, "ada") == "x = 1"
