"""One submission: the student's files in it, staged for the judge, and their key."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import importlib.metadata
import json
import platform
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.core.errors import CourseError, NoWorkspace
from autograder.course.blank_stubs import blank_stubs
from autograder.course.folders import SOLUTIONS, STUDENT_PACKAGE, Course, earlier, notebook
from autograder.course.submissions.altered import altered
from autograder.course.submissions.choosing import in_folder, modules_at_home
from autograder.course.submissions.contents import PACKAGE, stub_files
from autograder.course.submissions.misplaced import misplaced, note_of
from autograder.course.submissions.notes import mended
from autograder.course.submissions.released import Released, released


@dataclass
class Submission:
    """What is judged of a submission: the files of ``cs_cnn/`` by name, and notes on them.

    It includes files of earlier assignments: the student's own, else blank stubs.
    """

    assignment: str
    student: str
    files: dict[str, bytes]
    notes: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    """Exercises whose stub is untouched and whose function the notebook defines."""

    def to_json(self) -> bytes:
        """As it is sent to another process or machine."""
        files = {name: base64.b64encode(data).decode() for name, data in self.files.items()}
        return json.dumps({**vars(self), "files": files}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Submission:
        fields = json.loads(data)
        files = {name: base64.b64decode(text) for name, text in fields["files"].items()}
        return cls(**{**fields, "files": files})

    def stage(self, root: Path) -> None:
        """Write ``root/cs_cnn/`` with the student's files and nobody else's.

        Whatever the umask, the sandbox's user can read them: for root, that is another one.
        """
        package = root / PACKAGE
        if package.exists():
            shutil.rmtree(package)
        package.mkdir()
        package.chmod(0o755)
        init = (STUDENT_PACKAGE / "__init__.py").read_bytes()
        for name, content in {"__init__.py": init, **self.files}.items():
            (package / name).write_bytes(content)
            (package / name).chmod(0o644)

    def with_earlier_solutions(self) -> Submission:
        """The same submission from a student who solved everything that came before."""
        return replace(self, files={**self.files, **_earlier_solutions(self.assignment)})

    def key(self, secret: bytes, sandboxed: bool) -> str:
        """A hash of everything that verdicts depend on: files, autograder, secret."""
        digest = hashlib.blake2b(digest_size=16, key=secret)
        digest.update(f"{self.assignment} {sandboxed} {_autograder()}".encode())
        digest.update(" ".join(self.misplaced).encode())
        for name, content in sorted(self.files.items()):
            digest.update(f"{name} {len(content)} ".encode() + content)
        return digest.hexdigest()


def read(
    folder: Path, assignment: str, student: str, releases: Released | None = None
) -> Submission:
    """The submission in ``folder``, with blank stubs for files that are missing.

    ``releases`` is what the course's releases said of the graded cells, if there are any.
    """
    notes = mended(folder) + altered(folder / notebook(assignment), assignment, releases or {})
    chosen = in_folder(folder, assignment)
    files = {
        Path(name).name: content
        for name, content in chosen.files.items()
        if not name.endswith(".ipynb")
    }
    found = Submission(assignment, student, files, list(dict.fromkeys(notes + chosen.notes)))
    found.misplaced = misplaced(chosen.files, assignment)
    found.notes += note_of(found.misplaced)
    _fill_up(found)
    return found


def at_home(assignment: str, root: Path) -> Submission:
    """What ``submit`` would pack of the student's folder. A missing stub stays missing.

    Raises NoWorkspace for a file that cannot be read.
    """
    try:
        chosen = modules_at_home(root, assignment)
    except OSError as error:
        raise NoWorkspace(
            f"Cannot read {error.filename} ({error.strerror}): give yourself access to it."
        ) from error
    files = {Path(name).name: content for name, content in chosen.files.items()}
    found = Submission(assignment, "", files, chosen.notes)
    with contextlib.suppress(CourseError):  # the clone's own stubs may hold anything
        _fill_up_earlier(found)
    return found


def handed_in(course: Course, assignment: str, student: str) -> Submission:
    """The student's submission in ``submitted/``."""
    folder = course.submitted(assignment, student)
    return read(folder, assignment, student, released(course, assignment))


def _fill_up(found: Submission) -> None:
    """Add a blank stub for each missing file, also of earlier assignments."""
    missing = [f for f in stub_files(found.assignment) if Path(f).name not in found.files]
    blank = blank_stubs(found.assignment) if missing else {}
    for file in missing:
        found.files[Path(file).name] = blank[file].encode()
        found.notes.append(f"{file} is missing; the blank stub was judged instead.")
    _fill_up_earlier(found)


def _fill_up_earlier(found: Submission) -> None:
    for assignment in earlier(found.assignment):
        if any(Path(file).name not in found.files for file in stub_files(assignment)):
            for file, text in blank_stubs(assignment).items():
                found.files.setdefault(Path(file).name, text.encode())


def _earlier_solutions(assignment: str) -> dict[str, bytes]:
    """The model solutions of all assignments before this one, by their name in ``cs_cnn/``."""
    names = [Path(file).name for name in earlier(assignment) for file in stub_files(name)]
    return {name: (SOLUTIONS / name).read_bytes() for name in names}


@functools.cache
def _autograder() -> str:
    """A hash of the code and the libraries that verdicts depend on."""
    digest = hashlib.blake2b(digest_size=16)
    home = Path(__file__).resolve().parents[2]
    packages = ("core", "exercises", "judge", "reference", "solutions", "worker")
    drawn = STUDENT_PACKAGE / "given" / "data" / "shapes.py"
    for path in (p for name in packages for p in sorted((home / name).rglob("*.py"))):
        digest.update(path.read_bytes())
    digest.update(drawn.read_bytes())
    libraries = [importlib.metadata.version(name) for name in ("numpy", "torch")]
    digest.update(" ".join([platform.python_version(), *libraries]).encode())
    return digest.hexdigest()
