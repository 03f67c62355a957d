"""Where everything of a course lies and what it is called, in the project and in the class."""

from __future__ import annotations

import itertools
import os
import shlex
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import CourseError, UnknownName
from autograder.exercises import catalogue

PROJECT = Path(__file__).resolve().parents[2]
CONFIG = "nbgrader_config.py"
_NO_STUDENTS = (
    "__MACOSX", "__pycache__", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found",
)  # fmt: skip
IS_CLONE = (PROJECT / CONFIG).is_file()
"""Whether this is the project's own folder, and not installed from a wheel."""
SHARE = PROJECT if IS_CLONE else Path(sysconfig.get_path("data")) / "share" / "cs_cnn"
NOTEBOOKS = SHARE / "notebooks"
STUDENT_PACKAGE = PROJECT / "cs_cnn"
SOLUTIONS = PROJECT / "autograder" / "solutions"


@dataclass(frozen=True)
class Course:
    """A class: one folder with its submissions, scores and secret, in nbgrader's layout."""

    root: Path
    database: str = ""
    """The URL of a gradebook on a server: ``postgresql://USER:PASSWORD@HOST/NAME``."""

    @classmethod
    def find(cls, folder: Path | None = None, database: str = "") -> Course:
        """``folder``, else ``CS_CNN_COURSE``, else the nearest with an nbgrader_config.py.

        Without one, the project, if this is a clone of it. The gradebook is ``database``, else
        ``CS_CNN_DB``, else as configured.
        """
        database = database or os.environ.get("CS_CNN_DB", "")
        chosen = folder or os.environ.get("CS_CNN_COURSE")
        if chosen:
            return cls(Path(chosen).resolve(), database)
        here = Path.cwd()
        with_config = (place for place in (here, *here.parents) if (place / CONFIG).is_file())
        return cls(next(with_config, PROJECT if IS_CLONE else here), database)

    def command(self, text: str) -> str:
        """`` `cs-cnn TEXT` ``, as it works on this course where it is read."""
        elsewhere = self.root != Course.find().root
        return f"`cs-cnn {text}{f' --course {shlex.quote(str(self.root))}' if elsewhere else ''}`"

    def make_root(self) -> None:
        """Make the folder, for nobody but its owner, unless it is there."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.db"

    @property
    def secret(self) -> Path:
        return self.root / ".cs_cnn" / "secret"

    def released(self, assignment: str) -> Path:
        return self.root / "release" / assignment

    def submitted(self, assignment: str, student: str) -> Path:
        return self.root / "submitted" / student / assignment

    def autograded(self, assignment: str, student: str) -> Path:
        return self.root / "autograded" / student / assignment

    def feedback(self, assignment: str, student: str) -> Path:
        return self.root / "feedback" / student / assignment

    def report(self, assignment: str, student: str) -> Path:
        return self.root / "reports" / assignment / f"{student}.json"

    def earlier(self, assignment: str, student: str) -> Path:
        """The folder of submissions that a newer one replaced."""
        return self.root / ".cs_cnn" / "earlier" / student / assignment

    def collected(self, assignment: str, student: str) -> Path:
        """The file with a hash of what was last collected, to recognise the same files."""
        return self.root / ".cs_cnn" / "collected" / assignment / student

    def recorded(self, assignment: str, student: str) -> Path:
        """The file with a hash of what was last recorded in the gradebook."""
        return self.root / ".cs_cnn" / "recorded" / assignment / student

    def answers(self, assignment: str, student: str) -> Path:
        """The file with a hash of each answer that was last recorded in the gradebook."""
        return self.root / ".cs_cnn" / "answers" / assignment / f"{student}.json"

    def releases(self, assignment: str) -> Path:
        """The file with what the releases of the assignment said of its graded cells."""
        return self.root / ".cs_cnn" / "releases" / f"{assignment}.json"

    def open_to_others(self) -> list[Path]:
        """What of the class anybody with an account on this machine can read or write."""
        if os.name != "posix" or not self.root.is_dir() or not self.root.stat().st_mode & 0o001:
            return []
        private = ("submitted", "autograded", "feedback", "reports", ".cs_cnn")
        found = [self.gradebook, *(self.root / name for name in private)]
        return [path for path in found if path.exists() and path.stat().st_mode & 0o006]

    def students(self, assignment: str) -> list[str]:
        """Everybody who has submitted the assignment."""
        found = (self.root / "submitted").glob(f"*/{assignment}")
        return sorted(path.parent.name for path in found if _is_submission(path))


def _is_submission(path: Path) -> bool:
    """Whether the folder is a student's, and not what a system leaves beside them."""
    name = path.parent.name
    return path.is_dir() and not name.startswith(".") and name not in _NO_STUDENTS


def notebook(assignment: str) -> str:
    """The file name of an assignment's notebook."""
    return f"{assignment}.ipynb"


def earlier(assignment: str) -> list[str]:
    """The assignments before this one."""
    return list(itertools.takewhile(lambda name: name != assignment, catalogue.ASSIGNMENTS))


def known(assignment: str) -> str:
    """``assignment`` itself, if it exists. Raises CourseError."""
    try:
        catalogue.of_assignment(assignment)
    except UnknownName as error:
        raise CourseError(str(error)) from None
    return assignment
