"""nbgrader's configuration of a course: whatever is not set here is stock."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SAWarning

from autograder.course.folders import NOTEBOOKS
from autograder.course.gradebook.cells import MODEL_ANSWER
from autograder.course.submissions import contents
from autograder.exercises import catalogue

COURSE_ID = "cs_cnn"
_OURS = "autograder.course.gradebook"


def _stock(names: str) -> list[str]:
    return [f"nbgrader.preprocessors.{name}" for name in names.split()]


SANITIZE = [
    f"{_OURS}.preprocessors.RestoreCells",
    *_stock("ClearOutput DeduplicateIds OverwriteKernelspec OverwriteCells CheckCellMetadata"),
]
"""The first steps for a submitted notebook: only its sources survive."""

AUTOGRADE = [
    f"{_OURS}.preprocessors.RecordScores",
    *_stock("SaveAutoGrades"),
    f"{_OURS}.preprocessors.LeavePointsOpen",
    f"{_OURS}.preprocessors.KeepGradesByHand",
    f"{_OURS}.preprocessors.CountAsLate",
    *_stock("AssignLatePenalties CheckCellMetadata"),
]
"""The judge's scores replace those of the student's kernel."""

RELEASE = [
    "nbconvert.preprocessors.TagRemovePreprocessor",
    *_stock("IncludeHeaderFooter InstantiateTests LockCells ClearSolutions ClearOutput"),
    *_stock("CheckCellMetadata ComputeChecksums SaveCells ClearHiddenTests ClearMarkScheme"),
    *_stock("ComputeChecksums CheckCellMetadata"),
    f"{_OURS}.preprocessors.IncludeStubs",
    f"{_OURS}.preprocessors.RememberRelease",
]

FEEDBACK = [
    *_stock("GetGrades"),
    f"{_OURS}.preprocessors.SayWhatWaits",
    f"{_OURS}.preprocessors.SayWhatWasDone",
    f"{_OURS}.preprocessors.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]


def configure(c: Any, root: Path | str) -> None:
    """Configure nbgrader for the course in ``root`` (``CS_CNN_COURSE`` overrides it).

    ``CS_CNN_DB`` is the URL of a gradebook other than ``gradebook.db``.
    """
    place(c, Path(os.environ.get("CS_CNN_COURSE") or root).resolve())
    c.CourseDirectory.course_id = COURSE_ID
    if os.environ.get("CS_CNN_DB"):
        c.CourseDirectory.db_url = with_driver(os.environ["CS_CNN_DB"])
    c.GenerateAssignment.preprocessors = RELEASE
    c.TagRemovePreprocessor.enabled = True
    c.TagRemovePreprocessor.remove_cell_tags = {MODEL_ANSWER}
    c.Autograde.pre_convert_hook = "autograder.course.submissions.mend.mend_before_autograde"
    c.Autograde.sanitize_preprocessors = SANITIZE
    c.Autograde.autograde_preprocessors = AUTOGRADE
    c.Autograde.exclude_overwriting = {
        name: contents.stub_files(name) for name in catalogue.ASSIGNMENTS
    }
    c.GenerateFeedback.preprocessors = FEEDBACK
    c.HTMLExporter.filters = {"markdown2html": f"{_OURS}.sanitize.markdown2html"}
    c.FileNameCollectorPlugin.valid_ext = list(contents.ENDINGS)
    _alembic_on_path()
    warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")


def with_driver(url: str) -> str:
    """The URL, with the PostgreSQL driver that we install if it names none."""
    scheme, separator, rest = url.partition("://")
    ours = separator and scheme in ("postgresql", "postgres")
    return f"postgresql+psycopg://{rest}" if ours else url


def place(c: Any, root: Path) -> None:
    """Set the folder of the class, and from there the folder of the project's notebooks."""
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.source_directory = os.path.relpath(NOTEBOOKS, root)


def _alembic_on_path() -> None:
    """nbgrader starts ``alembic`` by name, which fails unless the environment is activated."""
    if shutil.which("alembic") is None:
        there = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
        os.environ["PATH"] = os.pathsep.join(there)
