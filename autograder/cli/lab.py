"""JupyterLab, for a learner and for who grades.

A learner's has nothing of nbgrader in it and asks nothing about news. What differs from ``jupyter
lab`` stands in ``jupyter/``, in Jupyter's own form; what a user chose in JupyterLab goes before it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.course.folders import Course

LEARNERS = Path(__file__).with_name("jupyter")


def for_learner(root: Path, options: Sequence[str] = ()) -> None:
    """Serve the learner's folder ``root``; returns when JupyterLab has ended."""
    _put_first("JUPYTER_CONFIG_PATH", LEARNERS)
    place = "/lab/tree/notebooks" if (root / "notebooks").is_dir() else "/lab"
    _serve(root, [f"--LabApp.default_url={place}", *options])


def for_grader(course: Course, options: Sequence[str] = ()) -> None:
    """Serve the course's folder, with nbgrader, which finds its configuration there."""
    os.environ["CS_CNN_COURSE"] = str(course.root)
    if course.database:
        os.environ["CS_CNN_DB"] = course.database
    os.chdir(course.root)
    _serve(course.root, options)


def _serve(root: Path, options: Sequence[str]) -> None:
    """In a terminal of JupyterLab, and for nbgrader, the commands of this environment are there."""
    _put_first("PATH", Path(sys.executable).parent)
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance([f"--ServerApp.root_dir={root}", *options])


def _put_first(variable: str, folder: Path) -> None:
    paths = [str(folder), os.environ.get(variable, "")]
    os.environ[variable] = os.pathsep.join(filter(None, paths))
