"""What was collected as a tree of folders, zips and files, and the submissions in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.course.intake import platforms
from autograder.course.intake.archive import Item
from autograder.course.intake.beside import NOTHING, Told
from autograder.course.intake.platforms import Mark
from autograder.course.submissions.contents import is_archive


@dataclass(frozen=True)
class Part:
    """One file of a submission: its path inside, its bytes, and when it was submitted."""

    path: PurePosixPath
    content: bytes
    modified: float
    problem: str = ""
    of_use: bool = True
    downloaded: float = 0.0
    """When the outermost file around it changed."""


@dataclass
class HandIn:
    """What one student handed in, as far as one place of a source tells."""

    source: Path
    place: PurePosixPath
    """Where it lies: the path of the folder, zip or file, from the name of the source on."""
    student: str
    """The student's id; empty if nothing names one."""
    parts: list[Part] = field(default_factory=list)
    mark: Mark | None = None
    """What a platform says of it in its name."""
    told: Told = NOTHING
    """What a platform says of it beside it."""
    problem: str = ""
    notes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The path of the source, and of the place in it."""
        return str(self.source.parent / self.place) if self.place.parts else str(self.source)

    @property
    def person(self) -> tuple[str, ...]:
        """Who is meant: two of them may have one id."""
        return self.mark.person if self.mark else (self.where,)

    @property
    def level(self) -> str:
        """Where a platform put it beside others; empty if it was collected by its own name."""
        alone = len(self.place.parts) < 2
        return "" if self.mark and alone else str(self.source.parent / self.place.parent)

    @property
    def in_zip(self) -> bool:
        return any(is_archive(place) for place in self.place.parents)

    @property
    def attempt(self) -> datetime:
        """The time in the name; long ago if there is none."""
        return (self.mark and self.mark.local) or datetime.min


@dataclass
class Place:
    """A folder, a zip or a file, and what lies in it."""

    path: PurePosixPath
    files: list[Item] = field(default_factory=list)
    """The file itself, or a zip that could not be opened; zips may hold several of one name."""
    inside: dict[str, Place] = field(default_factory=dict)

    @property
    def is_zip(self) -> bool:
        return is_archive(self.path)

    @property
    def is_file(self) -> bool:
        """Whether it is a single file, and no zip."""
        return bool(self.files) and not self.is_zip

    @property
    def name(self) -> str:
        return self.path.stem if self.is_zip or self.files else self.path.name

    @property
    def mark(self) -> Mark | None:
        kind: platforms.Kind = "file" if self.is_zip or self.files else "folder"
        return platforms.mark(self.path.name, kind, self.inside)

    def marks(self) -> Iterator[Mark]:
        """What platforms say of what lies directly in it, or in the one folder that it holds."""
        yield from (inner.mark for inner in self.inside.values() if inner.mark)
        if len(self.inside) == 1:
            yield from next(iter(self.inside.values())).marks()

    @property
    def of_use(self) -> bool:
        """Whether anything in it may belong to a submission."""
        return any(item.of_use or item.problem for item in self.items())

    def items(self) -> Iterator[Item]:
        """All files in it."""
        yield from self.files
        for place in self.inside.values():
            yield from place.items()


def tree(found: Iterable[Item]) -> Place | None:
    """The files as what was collected holds them; None if there are none."""
    top: Place | None = None
    for item in found:
        name, *names = item.path.parts
        top = top or Place(PurePosixPath(name))
        place = top
        for each in names:
            place = place.inside.setdefault(each, Place(place.path / each))
        place.files.append(item)
    return top
