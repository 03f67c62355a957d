"""Choose what counts of everything that was handed in, at home and in class.

Notebooks and stub files are known by what they hold, whatever they are called. What is taken under
another name, and what is left, is said.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Protocol

from autograder.core.clean import one_line
from autograder.course.folders import notebook
from autograder.course.submissions import contents, notebooks, stub_work
from autograder.course.submissions.contents import INIT, MODULE, PACKAGE, WEIGHTS
from autograder.course.submissions.notebooks import MAX_NOTEBOOK, MAX_READ
from autograder.exercises import catalogue
from autograder.judge import weights

MAX_FILE = 2**20
MAX_FILES = 200
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENOUGH = 3
"""Functions of an assignment by which a file of any name is known."""


@dataclass(frozen=True)
class Found:
    """A file, by its path in whatever was handed in; its bytes are read when they are needed."""

    path: PurePath
    read: Callable[[], bytes]
    size: int

    @functools.cached_property
    def content(self) -> bytes:
        """The bytes; of text the UTF-8, without a mark of the byte order."""
        data = self.read()
        return data if contents.ending(self.path) == WEIGHTS else in_utf_8(data)


@dataclass
class Chosen:
    """A submission: its files by their proper names, where they came from, what to say of them."""

    files: dict[str, bytes] = field(default_factory=dict)
    taken: dict[str, PurePath] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, name: str, found: Found) -> None:
        """Put a file in, unless it is too large; of a large notebook what was written into it."""
        content = found.content
        if name.endswith(".ipynb"):
            if found.size > MAX_NOTEBOOK:
                content = notebooks.without_outputs(content)
                self.say(
                    f"{found.path} is larger than {MAX_NOTEBOOK // 2**20} MiB: its outputs, which "
                    "grading ignores, were left out."
                )
        elif found.size > (most := weights.MAX_FILE if name.endswith(WEIGHTS) else MAX_FILE):
            short = PurePath(name).name
            self.say(f"{short} is larger than {most // 2**20} MiB and was not read.")
            if not name.endswith(WEIGHTS):  # of weights the judge tells the student as well
                return
        self.files[name], self.taken[name] = content, found.path

    def say(self, sentence: str) -> None:
        self.notes.append(one_line(sentence))


def in_utf_8(data: bytes) -> bytes:
    """Text as UTF-8, if a mark or its zeros say that it is UTF-16; else as it is."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        if data.startswith(_UTF_16):
            return data.decode("utf-16").encode()
        if data[1:2] == b"\0" and data[:1] != b"\0":
            return data.decode("utf-16-le").encode()
    except UnicodeDecodeError:
        pass
    return data


def choose(found: Iterable[Found], assignment: str) -> Chosen:
    """The notebook, the files of ``cs_cnn/`` and what they may import."""
    every = sorted((each for each in found if contents.is_of_use(each.path)), key=_rank)
    chosen = Chosen()
    _choose_notebook(_of_kind(every, ".ipynb"), assignment, chosen)
    modules = [each for each in _of_kind(every, MODULE) if not contents.is_ours(each.path)]
    for file in contents.stub_files(assignment):
        _choose_stub(modules, file, assignment, chosen)
    for file in contents.weight_files(assignment):
        _choose_weights(_of_kind(every, WEIGHTS), file, chosen)
    _choose_helpers(modules, assignment, chosen)
    return chosen


class File(Protocol):
    """What is known of a file: its path and its bytes."""

    @property
    def path(self) -> PurePath: ...
    @property
    def content(self) -> bytes: ...


def name_in_submission(file: File, assignment: str) -> str | None:
    """The proper name of a file, such as ``cs_cnn/backprop.py``; None if it does not belong."""
    path, ending = file.path, contents.ending(file.path)
    found = Found(path, lambda: file.content, len(file.content))
    if ending == ".ipynb":
        alike = contents.plain_stem(path) == assignment
        is_it = alike or notebooks.looked_at(found.content, assignment).cells
        return notebook(assignment) if is_it else None
    if contents.is_ours(path):
        return None
    if ending == WEIGHTS:
        files = contents.weight_files(assignment)
        return next((f for f in files if contents.plain_stem(path) == PurePath(f).stem), None)
    for stub in contents.stub_files(assignment) if ending == MODULE else ():
        if _is_copy_of(found, stub, stub_work.functions(assignment, stub)):
            return stub
    return f"{PACKAGE}/{path.name}" if is_in_package(path) and _is_helper(found) else None


def in_folder(folder: Path, assignment: str) -> Chosen:
    """The submission in a folder, whose layout may be flat or nested. Follows no links."""
    return choose((_file(path, folder) for path in contents.files_in(folder)), assignment)


def modules_in(folder: Path, assignment: str) -> Chosen:
    """The same without the notebook, which takes longest to read."""
    files = (path for path in contents.files_in(folder) if contents.ending(path) != ".ipynb")
    return choose((_file(path, folder) for path in files), assignment)


def at_home(root: Path, assignment: str) -> Chosen:
    """What ``submit`` packs of a student's folder."""
    files = contents.files_at_home(assignment, root)
    chosen = choose((_file(path, root) for path in files), assignment)
    for name in contents.never_handed_in(root):
        if not any(name in said for said in chosen.notes):
            chosen.say(f"{name} was left out: of cs_cnn/ only its own .py files are handed in.")
    return chosen


def modules_at_home(root: Path, assignment: str) -> Chosen:
    """What is judged of a student's folder: the same without the notebook."""
    files = contents.modules_at_home(root)
    return choose((_file(path, root) for path in files), assignment)


def _file(path: Path, folder: Path) -> Found:
    most = None if contents.ending(path) == ".ipynb" else weights.MAX_FILE + 1

    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(most)

    return Found(path.relative_to(folder), read, path.stat().st_size)


def _rank(found: Found) -> tuple[bool, int, bool, str]:
    return contents.rank(found.path)


def _of_kind(found: Sequence[Found], ending: str) -> list[Found]:
    return [each for each in found if contents.ending(each.path) == ending]


def _choose_notebook(found: list[Found], assignment: str, chosen: Chosen) -> None:
    """The one with the assignment's cells; of several, that with the most work in it."""
    name = notebook(assignment)
    found = [each for each in found if each.size <= MAX_READ]
    read = {each.path: notebooks.looked_at(each.content, assignment) for each in found}
    alike = [each for each in found if read[each.path].cells]
    named = [each for each in found if contents.plain_stem(each.path) == assignment]
    if not alike and not named:
        return
    best = max(alike, key=lambda each: read[each.path].work) if alike else named[0]
    chosen.take(name, best)
    _say(chosen, name, best, [each for each in alike if each is not best])


def _choose_stub(found: list[Found], file: str, assignment: str, chosen: Chosen) -> None:
    """``cs_cnn/MODULE.py``, unless it is untouched and a copy is not; else the fullest copy."""
    own = stub_work.functions(assignment, file)
    alike = [each for each in found if _is_copy_of(each, file, own)]
    if len(alike) == 1:
        chosen.take(file, alike[0])
        _say(chosen, file, alike[0], [])
    if len(alike) < 2:
        return
    done = {each.path: stub_work.written(each.content, own) for each in alike}
    best = max(alike, key=lambda each: done[each.path])
    proper = [each for each in alike if is_in_package(each.path) and each.path.name == _name(file)]
    if proper and (done[proper[0].path] or not stub_work.is_blank(proper[0].content)):
        best = proper[0]
    chosen.take(file, best)
    _say(chosen, file, best, [each for each in alike if each is not best])


def _choose_weights(found: list[Found], file: str, chosen: Chosen) -> None:
    for each in found:
        in_place = is_in_package(each.path) or not contents.is_ours(each.path)
        if in_place and contents.plain_stem(each.path) == PurePath(file).stem:
            chosen.take(file, each)
            return


def _choose_helpers(found: list[Found], assignment: str, chosen: Chosen) -> None:
    """Modules that the stub files may import: beside them, and what was written earlier."""
    beside = {chosen.taken[f].parent for f in contents.stub_files(assignment) if f in chosen.taken}
    later = contents.later_files(assignment)
    ahead: list[str] = []
    full = False
    for each in found:
        name = f"{PACKAGE}/{each.path.name}"
        if not (is_in_package(each.path) or each.path.parent in beside):
            inside = PACKAGE in each.path.parts[:-1]
            if inside and each.path.name != INIT and each.path not in chosen.taken.values():
                chosen.say(f"{each.path} was left out: of cs_cnn/ no folders are handed in.")
        elif name in later:
            ahead += [] if stub_work.is_blank(each.content) else [str(each.path)]
        elif name in chosen.files or not _is_helper(each):
            continue
        elif len(chosen.files) < MAX_FILES:
            chosen.take(name, each)
        else:
            full = True
    if ahead:
        chosen.say(f"Left out, for later assignments: {', '.join(ahead)}.")
    if full:
        chosen.say(f"cs_cnn/ has more than {MAX_FILES} modules: the rest was left out.")


def _is_helper(found: Found) -> bool:
    """A module that Python can import; an ``__init__.py`` if it says more than the course's."""
    if found.path.name == INIT:
        return is_in_package(found.path) and not stub_work.is_text_alone(found.content)
    return contents.is_module(found.path)


def _say(chosen: Chosen, name: str, best: Found, others: list[Found]) -> None:
    """What was taken under another name, and what was left of its kind."""
    left = ", ".join(str(each.path) for each in others if each.content != best.content)
    is_second_copy = contents.plain_stem(best.path) == PurePath(name).stem
    if best.path.name == PurePath(name).name and left:
        chosen.say(f"{best.path} counts; left aside: {left}.")
    elif left:
        chosen.say(f"{best.path} was taken as {name}; left aside: {left}.")
    elif not is_second_copy:
        chosen.say(f"{best.path} was taken as {name}.")


def is_in_package(path: PurePath) -> bool:
    """Whether a file lies in ``cs_cnn/`` itself."""
    return path.parent.name == PACKAGE


def _name(file: str) -> str:
    return PurePath(file).name


def _is_another(path: PurePath) -> bool:
    """Whether a file bears the name of a stub file, so that it is no copy of a different one."""
    stem = contents.plain_stem(path)
    return any(stem in modules for modules in catalogue.ASSIGNMENTS.values())


def _is_copy_of(found: Found, file: str, own: frozenset[str]) -> bool:
    """By its name; or by a name like it and one function of its, or by several functions."""
    stem = PurePath(file).stem
    if contents.plain_stem(found.path) == stem:
        return is_in_package(found.path) or "given" not in found.path.parts
    if found.size > MAX_FILE or found.path.name == INIT or _is_another(found.path):
        return False
    defined = own & stub_work.defined(found.content)
    alike = re.search(rf"(?<![a-z]){stem}(?![a-z])", found.path.name.lower()) is not None
    return bool(defined) if alike else len(defined) >= min(_ENOUGH, len(own))
