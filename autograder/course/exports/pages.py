"""Feedback goes back: the pages, packed under the names by which a platform takes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.core import storage
from autograder.core.errors import CourseError, disk_errors_as_course_errors
from autograder.core.results import Page
from autograder.course.intake.names import safe_id
from autograder.course.intake.platforms import Kind, Mark, mark


@dataclass
class Packed:
    """What was packed, and whose page has no place in the platform's download."""

    path: Path
    pages: int
    unmatched: list[str]


def addresses(platform: str, download: Path) -> dict[str, str]:
    """Under which name the platform takes a page back, by student. Raises CourseError.

    ``download`` is the zip of submissions, or the folder unpacked from it: Canvas knows a file by
    the number that only its own download holds, Moodle a folder by the number of the participant.
    """
    address = {"canvas": _canvas, "moodle": _moodle}[platform]
    found: dict[str, str] = {}
    for name, kind in sorted(set(_names(download))):
        said = mark(name, kind)
        if said and said.platform.casefold() == platform and (taken := address(name, said)):
            found.setdefault(safe_id(said.name), taken)
    if not found:
        raise CourseError(
            f"{download.name} has no submission as {platform.title()} names them: "
            "give --download the zip that you gave to `collect`, as it came."
        )
    return found


def pack(pages: Iterable[Page], under: dict[str, str], path: Path) -> Packed:
    """Write the pages into the zip ``path``, whole or not at all. Raises CourseError."""
    written = [page for page in pages if not page.problem]
    theirs = [page for page in written if page.student in under]
    if not theirs:
        raise CourseError(
            "No feedback page is of anybody in the download: is it of another assignment or course?"
        )
    zipped = _zip({under[p.student]: p.path for p in theirs})
    with disk_errors_as_course_errors():
        storage.write(path, zipped)
    unmatched = sorted(page.student for page in written if page.student not in under)
    return Packed(path, len(theirs), unmatched)


def _canvas(name: str, said: Mark) -> str:
    """The name of the student's zip: Canvas hands a page on under the name of what it answers."""
    return name if name.casefold().endswith(".zip") else ""


def _moodle(name: str, said: Mark) -> str:
    return f"{said.who}_{said.number}_assignsubmission_file_/" if said.number else ""


def _names(download: Path) -> Iterator[tuple[str, Kind]]:
    """The outermost names in the download, and whether each is a file or a folder."""
    try:
        if download.is_dir():
            for path in download.iterdir():
                yield path.name, "folder" if path.is_dir() else "file"
            return
        with zipfile.ZipFile(download) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        raise CourseError(
            f"{download.name} is damaged or no zip: download the submissions again."
        ) from None
    except OSError as error:
        raise CourseError(f"Cannot read {download}: {error.strerror}.") from None
    for name in names:
        outer, inside, _ = name.partition("/")
        yield outer, "folder" if inside else "file"


def _zip(pages: dict[str, Path]) -> bytes:
    """A zip of the pages; an address that ends in ``.zip`` gets its page in a zip of its own."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for address, page in sorted(pages.items()):
            with disk_errors_as_course_errors():
                content = page.read_bytes()
            if address.endswith("/"):
                archive.writestr(f"{address}{page.name}", content)
            else:
                archive.writestr(address, _alone(page.name, content))
    return data.getvalue()


def _alone(name: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return data.getvalue()
