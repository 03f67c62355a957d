"""The libraries of a worker are found wherever they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.worker import libraries


def test_shared_objects_are_found_in_a_folder_with_a_space(tmp_path: Path) -> None:
    """The system lists them line by line, and a path may hold spaces."""
    there = Path(np.__file__).parents[1]
    if not (there / "numpy.libs").is_dir():
        pytest.skip("this build of NumPy has no shared objects beside it")
    packages = tmp_path / "a b"
    for name in ("numpy", "numpy.libs"):
        shutil.copytree(there / name, packages / name, copy_function=os.link)
    asked = json.dumps([str(packages), str(tmp_path), ["numpy"], []])
    command = [sys.executable, "-I", "-S", "-B", "-c", libraries._TRIAL, asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["numpy", "numpy.libs"]
