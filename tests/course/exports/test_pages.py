"""Pages packed for a platform, read as the platform reads them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from support.collect_world import zipped

from autograder.core.errors import CourseError
from autograder.core.results import Page
from autograder.course.exports.pages import addresses, pack

CANVAS = {
    "lovelaceada_1_101_work.zip": "",
    "lovelaceada_2_102_work.zip": "",
    "hopper_grace_LATE_3_103_work-1.zip": "",
    "raoravi_9_106_backprop-2.py": "",
}
MOODLE = {
    "Ada Lovelace_70_assignsubmission_file_/work.zip": "",
    "Ada Lovelace_71_assignsubmission_file/work.zip": "",
    "Flat Fay_72_assignsubmission_file_backprop.py": "",
    "Participant_70005_assignsubmission_file_/work.zip": "",
}


def _download(folder: Path, files: dict[str, str]) -> Path:
    path = folder / "submissions.zip"
    path.write_bytes(zipped(dict[str, bytes | str](files)))
    return path


def _pages(folder: Path, *students: str) -> list[Page]:
    pages = [Page(student, folder / student / "hw1.html") for student in students]
    for page in pages:
        page.path.parent.mkdir()
        page.path.write_text(page.student)
    return pages


def test_canvas_gives_each_page_to_the_user_and_file_in_its_name(tmp_path: Path) -> None:
    under = addresses("canvas", _download(tmp_path, CANVAS))
    pages = _pages(tmp_path, "lovelaceada_1", "lovelaceada_2", "hopper_grace_3", "raoravi_9")
    packed = pack(pages, under, tmp_path / "out.zip")
    assert (packed.pages, packed.unmatched) == (3, ["raoravi_9"])
    with zipfile.ZipFile(packed.path) as archive:
        read = {}
        for name in archive.namelist():
            numbers = [part for part in name.split("_") if part.isdigit()]
            with zipfile.ZipFile(io.BytesIO(archive.read(name))) as alone:
                read[tuple(numbers)] = alone.read("hw1.html").decode()
    assert read == {
        ("1", "101"): "lovelaceada_1",
        ("2", "102"): "lovelaceada_2",
        ("3", "103"): "hopper_grace_3",
    }


@pytest.mark.parametrize("unpacked", [False, True])
def test_moodle_gives_each_page_to_the_participant(tmp_path: Path, unpacked: bool) -> None:
    download = _download(tmp_path, MOODLE)
    if unpacked:
        with zipfile.ZipFile(download) as archive:
            archive.extractall(tmp_path / "theirs")
        download = tmp_path / "theirs"
    students = ("Ada_Lovelace_70", "Ada_Lovelace_71", "Flat_Fay_72", "Participant_70005")
    pages = [*_pages(tmp_path, *students), Page("Ben", tmp_path / "ben", "not graded yet")]
    packed = pack(pages, addresses("moodle", download), tmp_path / "out.zip")
    with zipfile.ZipFile(packed.path) as archive:
        read = {
            name.split("_")[1]: archive.read(name).decode()
            for name in archive.namelist()
            if re.fullmatch(r"[^_/]+_\d+_assignsubmission_file_/hw1\.html", name)
        }
    assert read == {each.rpartition("_")[2]: each for each in students}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped(dict(MOODLE)), "no submission as Canvas names them"),
        (zipped(dict(CANVAS))[:-30], "damaged or no zip"),
        (None, "Cannot read"),
    ],
)
def test_a_bad_download_is_one_sentence(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "theirs.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CourseError, match=said):
        addresses("canvas", path)


def test_the_download_of_another_course_packs_nothing(tmp_path: Path) -> None:
    under = addresses("canvas", _download(tmp_path, CANVAS))
    with pytest.raises(CourseError, match="another assignment or course"):
        pack(_pages(tmp_path, "turingalan_44"), under, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()
