"""A notebook that was begun with an earlier version still finds what it imports."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from cs_cnn.given import networks, pictures

IMPORTS_OF_0_1_0 = """
from cs_cnn.given import curves, data, landscapes, layers, learning, network, plots, pooled
from cs_cnn.given import windows, xo
from cs_cnn.given.experiment import experiment
from cs_cnn.given.playground import Playground
from cs_cnn.given.rules import Rule, stepper
from cs_cnn.given.solver import Solver
"""
CALLED_IN_0_1_0 = {
    "curves": "repeated train_and_val",
    "data": "load photograph ready",
    "landscapes": "RAVINE SADDLE TWO_VALLEYS race walk",
    "layers": "BatchNorm GroupNorm LayerNorm Network connected",
    "learning": "epoch error fit mean_loss",
    "network": "accuracy answers measured start",
    "plots": "COLOURS TEN agreement graph images matrix regions relative_error signed_image style "
    "weights",
    "pooled": "choices edges",
    "rules": "MEMORIES Rule stepper",
    "windows": "as_grid columns frame numbers picture pictures sliding volume",
    "xo": "FEATURES NAMES PAIR PICTURE anywhere neighbours",
}


def test_the_imports_of_earlier_notebooks_work() -> None:
    exec(IMPORTS_OF_0_1_0, {})


@pytest.mark.parametrize("module", CALLED_IN_0_1_0)
def test_what_earlier_notebooks_call_is_there(module: str) -> None:
    there = importlib.import_module(f"cs_cnn.given.{module}")
    assert [name for name in CALLED_IN_0_1_0[module].split() if not hasattr(there, name)] == []


def test_an_earlier_name_is_the_same_function() -> None:
    from cs_cnn.given import rules, windows  # type: ignore[attr-defined]

    assert windows.pictures is pictures.side_by_side
    assert windows.picture is pictures.show_image
    assert rules.Rule is networks.Optimizer


def test_a_name_that_never_was_there_is_still_an_error() -> None:
    from cs_cnn.given import plots  # type: ignore[attr-defined]

    with pytest.raises(AttributeError, match="no_such_plot"):
        plots.no_such_plot  # noqa: B018


def test_earlier_names_load_nothing_before_they_are_used() -> None:
    code = "import sys\nfrom cs_cnn.given import plots, toys\nprint({'matplotlib', 'sklearn'}"
    code += " & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
