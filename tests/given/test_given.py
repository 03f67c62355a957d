"""What is given to the student: data, networks, experiments, pictures."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType

import matplotlib as mpl
import numpy as np
import pytest

import cs_cnn

mpl.use("Agg")

from matplotlib import pyplot as plt
from sklearn.datasets import load_digits

from autograder.exercises import catalogue
from autograder.solutions import backprop as solution
from cs_cnn.given import data, pictures
from cs_cnn.given.data import xo
from cs_cnn.given.experiment import WRITTEN_IN, experiment, sweep
from cs_cnn.given.networks import functional
from cs_cnn.given.pictures import plots


@pytest.fixture(autouse=True)
def _no_figures_left() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the student had written everything."""
    monkeypatch.setattr(cs_cnn, "backprop", solution, raising=False)


def parts(dataset: data.Dataset) -> list[tuple[np.ndarray, np.ndarray]]:
    return [
        (dataset.x_train, dataset.y_train),
        (dataset.x_val, dataset.y_val),
        (dataset.x_test, dataset.y_test),
    ]


@pytest.mark.parametrize("name", data.names())
def test_a_data_set_keeps_its_promises(name: str) -> None:
    dataset = data.load(name)
    for x, y in parts(dataset):
        assert (x.dtype, y.dtype) == (np.float64, np.int64)
        assert len(x) == len(y) > 0
        assert set(y) == set(range(len(dataset.classes)))
    assert dataset.licence
    assert dataset.source


@pytest.mark.parametrize("name", data.names())
def test_a_data_set_is_the_same_at_every_call(name: str) -> None:
    for first, second in zip(parts(data.load(name)), parts(data.load(name)), strict=True):
        assert all(map(np.array_equal, first, second))


def test_the_digits_are_all_there_once() -> None:
    digits = data.load("digits").flat()
    ours = np.concatenate([np.column_stack([x * 16, y]) for x, y in parts(digits)])
    bundle = load_digits()
    theirs = np.column_stack([bundle.data, bundle.target])
    assert np.array_equal(np.unique(ours, axis=0), np.unique(theirs, axis=0))
    assert len(ours) == len(theirs)


def test_images_have_channels_and_flat_ones_are_rows() -> None:
    letters = data.load("letters")
    assert letters.x_train.shape == (240, 1, 20, 20)
    assert np.array_equal(letters.flat().x_val[3], letters.x_val[3].ravel())


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'digit'.*digits, letters, shapes"):
        data.load("digit")


@pytest.mark.usefixtures("written")
def test_scores_have_a_relu_between_layers_and_none_after_the_last() -> None:
    params = functional.start((3, 5, 4), np.random.default_rng(0))
    x = np.random.default_rng(1).standard_normal((7, 3))
    expected = np.maximum(0, x @ params["w1"] + params["b1"]) @ params["w2"] + params["b2"]
    assert np.allclose(functional.scores(x, params), expected)
    assert functional.accuracy(x, expected.argmax(axis=1), params) == 1


@pytest.mark.usefixtures("written")
def test_the_measured_gradient_is_that_of_every_parameter() -> None:
    rng = np.random.default_rng(2)
    x, y, params = (
        rng.standard_normal((6, 3)),
        rng.integers(4, size=6),
        functional.start((3, 4), rng),
    )
    _, grads = solution.mlp_loss(x, y, params, 0.1)
    measured = functional.measured(lambda p: solution.mlp_loss(x, y, p, 0.1), params)
    assert {name: plots.relative_error(grads[name], measured[name]) < 1e-7 for name in params} == {
        "w1": True,
        "b1": True,
    }


@pytest.fixture
def student_module(tmp_path: Path) -> ModuleType:
    """A ``cs_cnn/backprop.py`` with two empty stubs and one function that is wrong."""
    path = tmp_path / "cs_cnn" / "backprop.py"
    path.parent.mkdir()
    path.write_text(
        'def relu(x):\n    raise NotImplementedError("backprop.relu")\n\n\n'
        "def tanh(x):\n    return x.no_such_thing\n\n\n"
        'class Stopper:\n    def update(self, x):\n        raise NotImplementedError("b.stop")\n'
    )
    spec = importlib.util.spec_from_file_location("student_backprop", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_experiment_waits_for_a_class(
    student_module: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with experiment():
        student_module.Stopper().update(1)
    assert capsys.readouterr().out == (
        "This experiment comes alive once you have written Stopper in cs_cnn/backprop.py.\n"
    )


def test_an_experiment_waits_for_a_function(
    student_module: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = plt.figure()
    with experiment():
        plt.figure()
        student_module.relu(1)
    assert capsys.readouterr().out == (
        "This experiment comes alive once you have written relu in cs_cnn/backprop.py.\n"
    )
    assert plt.get_fignums() == [kept.number]


def test_an_experiment_shows_where_a_function_failed(
    student_module: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with experiment():
        student_module.tanh(1)
    said = capsys.readouterr().out
    assert "of this cell: student_module.tanh(1)" in said
    assert "tanh in cs_cnn/backprop.py, line 6: return x.no_such_thing" in said
    assert "AttributeError: 'int' object has no attribute 'no_such_thing'" in said


def test_an_experiment_that_needs_an_earlier_one_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with experiment():
        trained  # noqa: B018, F821
    assert "uses `trained` from an earlier one" in capsys.readouterr().out


CONV_IS_MISSING = (
    "This experiment uses cs_cnn/conv.py of assignment 02: "
    "put yours into the cs_cnn/ folder beside this notebook and restart the kernel.\n"
)


def test_an_experiment_names_a_missing_file_of_an_earlier_assignment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = ModuleType("cs_cnn")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, "cs_cnn", package)
    monkeypatch.delitem(sys.modules, "cs_cnn.conv", raising=False)
    monkeypatch.setattr(sys, "meta_path", [PathFinder])
    with experiment():
        from cs_cnn import conv  # noqa: F401
    assert capsys.readouterr().out == CONV_IS_MISSING


def test_a_stub_found_elsewhere_does_not_hide_that_the_file_is_missing(
    student_module: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("cs_cnn.given.experiment.HERE", tmp_path / "release" / "cs_cnn")
    with experiment():
        student_module.relu(1)
    assert "uses cs_cnn/backprop.py of assignment 01" in capsys.readouterr().out


def test_an_experiment_names_a_missing_function(capsys: pytest.CaptureFixture[str]) -> None:
    conv = ModuleType("cs_cnn.conv")
    with experiment():
        conv.conv_forward()
    assert capsys.readouterr().out == (
        "This experiment uses conv_forward, which is not in your cs_cnn/conv.py (assignment 02).\n"
    )


def test_experiments_know_which_assignment_a_file_belongs_to() -> None:
    files = {
        module: assignment.partition("-")[0]
        for assignment, modules in catalogue.ASSIGNMENTS.items()
        for module in modules
    }
    assert {file: WRITTEN_IN.get(file) for file in files} == files


def test_an_experiment_says_how_to_get_data_that_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CS_CNN_DATA", str(tmp_path))
    with experiment():
        data.load("cifar10")
    assert capsys.readouterr().out.startswith("CIFAR-10 is not on this computer yet: `cs-cnn ")


def test_an_experiment_that_works_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with experiment():
        figure = plt.figure()
    assert capsys.readouterr().out == ""
    assert plt.get_fignums() == [figure.number]


def test_an_experiment_can_be_interrupted() -> None:
    with pytest.raises(KeyboardInterrupt), experiment():
        raise KeyboardInterrupt


def test_a_sweep_runs_every_seed_with_every_combination(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A quick one shows no bar."""
    results = sweep(lambda seed, x, y: (seed, x * y), range(3), (1, 10), (5, 7, 9, 11))
    assert results.shape == (3, 2, 4, 2)
    assert np.array_equal(results[2, 1], [[2, 50], [2, 70], [2, 90], [2, 110]])
    assert sweep(lambda seed: [seed, -seed], range(2)).tolist() == [[0, 0], [1, -1]]
    assert capsys.readouterr().err == ""


def test_relative_error_is_relative_to_the_largest_entry() -> None:
    assert plots.relative_error(np.array([10.0, 1]), np.array([10.0, 2])) == pytest.approx(0.1)
    assert plots.relative_error(np.zeros(3), np.zeros(3)) == 0


def test_regions_ask_for_classes_of_points_and_draw_every_sample() -> None:
    asked = []

    def predict(points: np.ndarray) -> np.ndarray:
        asked.append(points.shape)
        return (points[:, 0] > 0).astype(int)

    _, ax = plt.subplots()
    x, y = np.array([[-1.0, 0], [1, 2], [2, 1]]), np.array([0, 1, 1])
    plots.regions(ax, predict, x, y)
    drawn = np.concatenate([dots.get_offsets() for dots in ax.collections[1:]])
    assert asked[0][1] == 2
    assert np.array_equal(np.unique(drawn, axis=0), np.unique(x, axis=0))


def test_a_graph_shows_values_and_gradients_at_their_arrows() -> None:
    ax = plots.graph({"x": (0, 0), "+": (1, 0)}, [("x", "+", "3", "5")], "one arrow")
    assert {"x", "+", "3", "5"} <= {text.get_text() for text in ax.texts}
    assert ax.get_title() == "one arrow"


def test_letters_that_moved_are_the_same_letters() -> None:
    moved, y = xo.neighbours()
    assert moved.shape == (16, 1, 9, 9)
    for picture, label in zip(moved, y, strict=True):
        steps = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
        back = [np.roll(picture[0], step, axis=(0, 1)) for step in steps]
        assert sum(np.array_equal(image, xo.PAIR[label, 0]) for image in back) == 1


def test_sheets_hold_one_letter_each_and_a_few_specks() -> None:
    sheets, y = xo.anywhere(40, np.random.default_rng(1))
    ink = (sheets == 1).sum(axis=(1, 2, 3))
    clean = (xo.PAIR == 1).sum(axis=(1, 2, 3))
    assert set(np.unique(sheets)) == {-1.0, 1.0}
    assert set(y) == {0, 1}
    assert 0 < np.abs(ink - clean[y]).mean() < 6


def test_the_picture_of_switches_counts_how_often_a_pixel_was_chosen() -> None:
    _, ax = plt.subplots()
    pictures.choices(ax, np.eye(4), np.array([[0, 0], [10, 15]]), 3, 1, "four windows")
    assert sorted(text.get_text() for text in ax.texts) == ["1", "1", "2"]
