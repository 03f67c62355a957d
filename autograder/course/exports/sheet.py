"""A table as learning platforms write it: read in any encoding, written back in the same one."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.core import storage
from autograder.core.errors import CourseError, disk_errors_as_course_errors

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?|-")


@dataclass
class Sheet:
    """The cells of a file, and how they stood there."""

    path: Path
    columns: list[str]
    rows: list[list[str]]
    encoding: str = "utf-8"
    separator: str = ","
    newline: str = "\n"
    quoted: bool = False
    """Whether every cell stands in quotation marks."""

    def at(self, column: str) -> int:
        """The number of a column."""
        return self.columns.index(column)

    def write(self, path: Path) -> None:
        """Write the file whole or not at all; no cell is a formula to a spreadsheet."""
        text = io.StringIO()
        writer = csv.writer(
            text,
            delimiter=self.separator,
            lineterminator=self.newline,
            quoting=csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL,
        )
        writer.writerow(self.columns)
        writer.writerows([inert(cell) for cell in row] for row in self.rows)
        try:
            data = text.getvalue().encode(self.encoding)
        except UnicodeEncodeError:
            data = text.getvalue().encode("utf-8-sig")
        with disk_errors_as_course_errors():
            storage.write(path, data)


def inert(cell: str) -> str:
    """The cell, after an apostrophe if a spreadsheet would take it for a formula."""
    runs = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if cell and runs else cell


def read(path: Path) -> Sheet:
    """The table in ``path``. Raises CourseError, which says why it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"Cannot read {path}: {error.strerror}.") from None
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise CourseError(f"{path.name} is no text: save it as CSV in UTF-8.") from None
    if data.startswith(b"PK"):
        raise CourseError(f"{path.name} is a workbook: save it as CSV.")
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = [row for row in lines if any(cell.strip() for cell in row)]
    except csv.Error:
        raise _cut(path, "its last cell has no end") from None
    if not rows or len(rows[0]) < 2:
        raise CourseError(f"{path.name} has fewer than two columns: export it again as CSV.")
    columns = [name.strip() for name in rows[0]]
    for row in rows[1:]:
        if len(row) != len(columns):
            raise _cut(path, f"the row of {row[0]!r} has {len(row)} cells, not {len(columns)}")
    newline = "\r\n" if "\r\n" in text else "\n"
    return Sheet(path, columns, rows[1:], encoding, separator, newline, first.startswith('"'))


def _cut(path: Path, reason: str) -> CourseError:
    return CourseError(f"{path.name} is damaged or only half there ({reason}): export it again.")


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    if b"\x00" in data[:200]:
        return "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
