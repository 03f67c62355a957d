"""Plans of networks, and what is inside trained ones, drawn."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from cs_cnn.given import pictures
from cs_cnn.given.pictures.convnets import PAINT


@pytest.fixture
def ax() -> Iterator[Axes]:
    yield plt.subplots()[1]
    plt.close("all")


def test_a_plan_has_a_box_of_its_colour_for_every_layer() -> None:
    rows = {"a": ["INPUT", "FC"], "b": ["INPUT", "CONV", "RELU", "FC"]}
    boxes = pictures.plans(rows, "two networks").patches
    drawn = [to_hex(box.get_facecolor()) for box in boxes]
    assert drawn == [to_hex(PAINT[word]) for words in rows.values() for word in words]
    plt.close("all")


def test_the_shares_of_a_row_fill_it() -> None:
    rows = {"numbers": {"early": 3, "late": 1}, "weights": {"early": 1, "late": 39}}
    drawn = pictures.shares(rows, "where it is")
    widths = [bar.get_width() for bar in drawn.patches]
    np.testing.assert_allclose(widths, [75, 25, 2.5, 97.5])
    assert [text.get_text() for text in drawn.texts] == ["75", "25", "98"]
    plt.close("all")


def test_a_stroke_runs_along_the_edge_not_along_the_gradient(ax: Axes) -> None:
    cells = np.zeros((1, 2, 9))
    cells[0, 1, 0] = 1.0  # a gradient to the right: an upright edge
    pictures.orientations(ax, cells, 8, "")
    (strokes,) = ax.collections
    (stroke,) = strokes.get_segments()
    across, down = np.ptp(stroke, axis=0)
    assert down > 5 * across
    np.testing.assert_allclose(stroke.mean(axis=0), [11.5, 3.5])


@pytest.mark.parametrize("signed", [False, True])
def test_every_tile_has_its_own_range(ax: Axes, signed: bool) -> None:
    images = np.array([[[[0.0, 2.0]]], [[[-30.0, 10.0]]], [[[5.0, 5.0]]]])
    pictures.tiles(ax, images, 2, signed=signed)
    sheet = ax.images[0].get_array()
    assert sheet.shape == (3, 5)
    first, second = ([0.5, 1], [0, 2 / 3]) if signed else ([0, 1], [0, 1])
    np.testing.assert_allclose(sheet[0, :2], first)
    np.testing.assert_allclose(sheet[0, 3:], second)


def test_colours_stay_colours(ax: Axes) -> None:
    pictures.tiles(ax, np.eye(3)[None, :, :, None] * np.ones((1, 3, 3, 2)), 1)
    np.testing.assert_array_equal(ax.images[0].get_array()[:, 0], np.eye(3))


def test_rows_of_a_table_are_the_truth(ax: Axes) -> None:
    pictures.table(ax, np.array([[3, 1], [0, 0]]), ("disc", "ring"), "")
    np.testing.assert_allclose(ax.images[0].get_array(), [[0.75, 0.25], [0, 0]])
    assert [(text.get_position(), text.get_text()) for text in ax.texts] == [
        ((0, 0), "3"),
        ((1, 0), "1"),
    ]
    assert ax.get_ylabel() == "the truth"


def test_a_cloud_shows_every_point_in_its_class(ax: Axes) -> None:
    points, y = np.arange(8.0).reshape(4, 2), np.array([1, 0, 1, 1])
    pictures.cloud(ax, points, y, ("disc", "ring"), "")
    discs, rings = (dots.get_offsets() for dots in ax.collections)
    np.testing.assert_array_equal(discs, points[y == 0])
    np.testing.assert_array_equal(rings, points[y == 1])
