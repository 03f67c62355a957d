"""JupyterLab for a learner: nothing of nbgrader in it, and no question about news.

What differs from ``jupyter lab`` stands in ``jupyter/``, in Jupyter's own form. It goes before the
settings of the environment; what a user chose in JupyterLab goes before it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

SETTINGS = Path(__file__).with_name("jupyter")


def open_lab(root: Path, options: Sequence[str] = ()) -> None:
    """Serve the learner's folder ``root``; returns when JupyterLab has ended."""
    paths = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    from jupyterlab.labapp import LabApp

    place = "/lab/tree/notebooks" if (root / "notebooks").is_dir() else "/lab"
    LabApp.launch_instance(
        [f"--ServerApp.root_dir={root}", f"--LabApp.default_url={place}", *options]
    )
