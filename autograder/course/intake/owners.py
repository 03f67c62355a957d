"""Who made a submission: what a platform says of it, else the names of folders and zips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.course.intake import beside, platforms
from autograder.course.intake.archive import Item, items
from autograder.course.intake.beside import NOTHING, Told
from autograder.course.intake.names import Weight, safe_id, somebody, weight
from autograder.course.intake.places import HandIn, Part, Place, tree
from autograder.course.intake.platforms import Mark
from autograder.course.submissions.choosing import name_in_submission
from autograder.course.submissions.contents import is_archive


def hand_ins(source: Path, assignment: str) -> list[HandIn]:
    """The submissions in one source.

    A platform's names count at the outermost level that has any; what lies inside is the
    student's, whatever it is called. Without a platform, folders and zips name the student.
    Raises OSError if the source cannot be read.
    """
    top = tree(items(source))
    if top is None or not (top.mark or top.of_use or any(top.marks())):
        return []
    if top.mark:
        found = [_named_in(_metadata(source.parent), _marked(top, top.mark))]
    else:
        found = _Search(assignment, top).found(top)
    return [replace(one, source=source) for one in found]


def _metadata(folder: Path) -> Mapping[str, Told]:
    """What Gradescope's metadata in a folder say, if they are there."""
    path = folder / beside.METADATA
    return beside.gradescope(path.read_bytes()) if path.is_file() else {}


def _named_in(told: Mapping[str, Told], one: HandIn) -> HandIn:
    """With what Gradescope's metadata say of the folder."""
    said = told.get(one.place.name)
    if said is None or one.mark is None or one.mark.platform != "Gradescope":
        return one
    alike = sum(other.student == said.student for other in told.values())
    name = said.student if alike == 1 else f"{said.student}_{one.mark.number}"
    return replace(one, told=said, student=safe_id(name) if said.student else one.student)


def _marked(place: Place, mark: Mark) -> HandIn:
    parts = [_part(item, place.path, place.path, mark.rest) for item in place.items()]
    told = _told(place, mark)
    return HandIn(Path(), place.path, safe_id(told.student or mark.name), parts, mark, told)


def _told(place: Place, mark: Mark) -> Told:
    """What lies in a place beside the student's files, or is all of it."""
    files = place.files or place.inside.get(beside.TIMESTAMP, place).files
    if mark.platform == "Blackboard" and not mark.rest:
        return next((beside.receipt(item.content) for item in files), NOTHING)
    if mark.platform == "Sakai":
        return next((Told(when=beside.sakai_time(item.content)) for item in files), NOTHING)
    return NOTHING


def _part(item: Item, place: PurePosixPath, owner: PurePosixPath, own: str = "") -> Part:
    """A file of the submission in ``place``; ``owner`` is the part named after the student.

    ``own`` is the student's name for a single file. Times from further inside than ``owner``
    do not count: the student made them.
    """
    path = item.path.relative_to(place)
    level = sum(is_archive(PurePosixPath(part)) for part in owner.parts[:-1])
    modified = next((when for when in reversed(item.times[: level + 1]) if when), 0.0)
    path = path if path.parts else PurePosixPath(own or place.name)
    return Part(path, item.content, modified, item.problem, item.of_use, item.times[0])


@dataclass
class _Search:
    """Looks for the submissions in a source that no platform has named."""

    assignment: str
    source: Place

    def found(self, place: Place, names: tuple[Place, ...] = ()) -> list[HandIn]:
        """``names`` are the places around this one that may be called after the student."""
        names = (*names, place)
        if clones := self._clones(place, names):
            return [_marked(place.inside[name], mark) for name, mark in clones.items()]
        marked = [(inner, mark) for inner in place.inside.values() if (mark := inner.mark)]
        if marked and self._is_platforms(place, [mark for _, mark in marked]):
            others = [inner for inner in place.inside.values() if not inner.mark]
            metadata = place.inside.get(beside.METADATA, Place(place.path)).files
            told = beside.gradescope(metadata[0].content) if metadata else {}
            found = [_named_in(told, _marked(inner, mark)) for inner, mark in marked]
            return found + [one for inner in others for one in self._other(inner)]
        return self._unmarked(place, names)

    def _clones(self, place: Place, names: tuple[Place, ...]) -> dict[str, Mark]:
        """The repositories that GitHub Classroom has cloned into a place, by their names."""
        if any(self._weight(each) == Weight.SOMEBODY for each in names[1:-1]):
            return {}
        useful = [name for name, inner in place.inside.items() if inner.of_use]
        folders = not any(place.inside[name].files for name in useful)
        return platforms.clones(place.name, useful) if useful and folders else {}

    def _other(self, place: Place) -> list[HandIn]:
        """What lies beside submissions."""
        if place.of_use:
            return self.found(place)
        if all(beside.is_known(item.path) for item in place.items()):
            return []
        problem = f"{place.path} has neither a notebook nor a Python file: is it a submission?"
        return [HandIn(Path(), place.path, "", problem=problem)]

    def _is_platforms(self, place: Place, marks: list[Mark]) -> bool:
        """Whether a platform has named what lies in a place, and not a student."""
        if "cs_cnn" in place.inside:
            return False
        if self._is_instructors(place):
            return True
        unmarked = [inner for inner in place.inside.values() if not inner.mark]
        if any(inner.is_file and inner.of_use for inner in unmarked):
            return False
        if len({mark.person for mark in marks}) > 1 or any(mark.sure for mark in marks):
            return True
        is_export = platforms.EXPORTS.fullmatch(place.name)
        return bool(is_export) or self._weight(place) < Weight.SOMEBODY

    def _unmarked(self, place: Place, names: tuple[Place, ...]) -> list[HandIn]:
        useful = [inner for inner in place.inside.values() if inner.of_use]
        files = [inner for inner in useful if inner.is_file]
        places = [inner for inner in useful if not inner.is_file]
        if not place.inside or self._is_ones(place, files, places, names):
            return [self._named(place, names)]
        useless = [inner for inner in place.inside.values() if not inner.of_use]
        unnamed = not any(self._weight(each) == Weight.SOMEBODY for each in names)
        loose = self._loose(files)
        if unnamed or len(places) > 1:  # else they are one student's, and no submission
            loose += [one for inner in useless for one in self._other(inner)]
        if len(places) == 1 and not files:
            return [*loose, *self.found(places[0], names)]
        if platforms.HANDED_IN in place.inside and platforms.NOT_HANDED_IN in place.inside:
            return self._of_teams(place)
        if latest := _latest_version(places):
            note = f"There are {len(places)} versions; {latest.path.name} counts."
            return [replace(one, notes=(note,)) for one in self.found(latest, names)]
        if self._are_parts(place, places):
            return [*loose, self._together(place, places, names)]
        return [*loose, *(one for inner in places for one in self.found(inner))]

    def _of_teams(self, place: Place) -> list[HandIn]:
        """What was handed in, and who has only files that were not."""
        handed_in = place.inside[platforms.HANDED_IN]
        not_yet = place.inside[platforms.NOT_HANDED_IN].inside
        return self.found(handed_in) + [
            HandIn(
                Path(),
                one.path,
                "",
                problem=f"{one.path} was not handed in: it is among the working files alone.",
            )
            for name, one in not_yet.items()
            if name not in handed_in.inside
        ]

    def _is_ones(
        self, place: Place, files: list[Place], places: list[Place], names: tuple[Place, ...]
    ) -> bool:
        """Whether everything in it is one student's: files lie in it, or ``cs_cnn/``."""
        if "cs_cnn" in place.inside:
            return True
        if not files:
            return False
        telling = any(self._weight(each) == Weight.SOMEBODY for each in names)
        if self._is_instructors(place) or not telling:
            people = [inner for inner in places if self._weight(inner) == Weight.SOMEBODY]
            if any(map(self._expected_in, people)):
                return False
        found = [self._expected_in(each) for each in files]
        apart = sum(map(len, found)) == len(set[str]().union(*found))
        names_of = {somebody(f.name, self.assignment) for f in files if self._tells(f)}
        return telling or (any(found) and (apart or len(names_of) < 2))

    def _tells(self, place: Place) -> bool:
        return self._weight(place) == Weight.SOMEBODY

    def _is_instructors(self, place: Place) -> bool:
        """Whether the instructor made the place: a folder that is collected as a whole."""
        return place is self.source and not place.is_zip and not place.is_file

    def _expected_in(self, place: Place) -> set[str]:
        """The files of the assignment in a place, under their proper names."""
        names = (name_in_submission(item, self.assignment) for item in place.items())
        return {name for name in names if name}

    def _are_parts(self, place: Place, places: list[Place]) -> bool:
        """Whether folders and zips hold one student's files, or may: none is called after one."""
        if not places or self._are_exports(place, places):
            return False
        if all(self._weight(inner) == Weight.NOBODY for inner in places):
            return True
        if self._is_instructors(place) or any(inner.is_zip for inner in places):
            return False
        found = [self._expected_in(inner) for inner in places]
        apart = sum(map(len, found)) == len(set[str]().union(*found))
        return apart and len(places) > 1 and all(found)

    def _are_exports(self, place: Place, places: list[Place]) -> bool:
        """Whether a platform, not a student, has named what lies in one of the places."""
        named = self._weight(place) == Weight.SOMEBODY and not self._is_instructors(place)
        return not named and any(mark for inner in places for mark in inner.marks())

    def _together(self, place: Place, places: list[Place], names: tuple[Place, ...]) -> HandIn:
        """One student's files in several folders, such as ``notebook/`` and ``code/``.

        It is refused if the folders may be two people's.
        """
        one = self._named(place, names)
        if clash := self._clash(places):
            one.problem = (
                f"{place.path} has the same file in {clash}: whose are they? Name each folder "
                "after its student, or keep only the right one."
            )
        elif any(self._weight(inner) > Weight.NOBODY for inner in places):
            called = " and ".join(inner.path.name for inner in places)
            one.problem = (
                f"{place.path} has half a submission each in {called}: if it is one student's, "
                "put the files into one folder; if not, collect each folder on its own."
            )
        return one

    def _clash(self, places: list[Place]) -> str:
        """The names of places that hold the same file of the assignment with other content."""
        seen: dict[str, tuple[Place, bytes]] = {}
        for inner in places:
            for item in inner.items():
                name = name_in_submission(item, self.assignment)
                other, content = seen.setdefault(name or str(item.path), (inner, item.content))
                if other is not inner and content != item.content:
                    return f"{other.path.name} and {inner.path.name}"
        return ""

    def _loose(self, files: list[Place]) -> list[HandIn]:
        """Single files in a folder with several people's, by the student in their names."""
        found: dict[str, HandIn] = {}
        for file in files:
            one = self._named(file, (file,))
            if one.student and one.student in found:
                found[one.student].parts += one.parts
            else:
                found[one.student or one.where] = one
        return list(found.values())

    def _named(self, place: Place, names: tuple[Place, ...]) -> HandIn:
        """A submission by the outermost name around it that tells most."""
        inner = names[1:] if self._is_instructors(names[0]) else names
        best = max(inner or names, key=self._weight)
        if self._weight(best) == Weight.NOBODY:
            best = max(names, key=self._weight)
        name = best.name if self._weight(best) > Weight.NOBODY else ""
        if best.is_file or " - " in name:  # Google Classroom writes so
            name = somebody(name, self.assignment)
        parts = [_part(item, place.path, best.path) for item in place.items()]
        return HandIn(Path(), place.path, safe_id(name) if name else "", parts)

    def _weight(self, place: Place) -> Weight:
        return weight(place.name, self.assignment)


def _latest_version(places: list[Place]) -> Place | None:
    """The folder with the highest number if all are versions of one submission."""
    found = [(m, place) for place in places if (m := platforms.VERSION.fullmatch(place.path.name))]
    if len(found) < len(places) or len(places) < 2:
        return None
    return max(found, key=lambda one: int(one[0]["number"]))[1]
