"""What the notebooks show windows with: pictures to step through, a photograph, an X."""

from __future__ import annotations

import base64
import re
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from cs_cnn.given import data
from cs_cnn.given.data import xo
from cs_cnn.given.pictures import windows
from cs_cnn.given.pictures.steps import Steps

PNG = b"\x89PNG"


def slid(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return np.einsum("ijab,ab->ij", sliding_window_view(image, kernel.shape), kernel)


def draw() -> Steps:
    image, kernel = np.arange(12.0).reshape(3, 4), np.array([[1.0, -1.0], [0.5, 0.0]])
    return windows.sliding(image, kernel, slid(image, kernel))


@pytest.fixture(scope="module")
def steps() -> Steps:
    return draw()


def test_there_is_one_step_for_each_number_of_the_output(steps: Steps) -> None:
    page = steps._repr_mimebundle_()["text/html"]
    pictures = re.findall(r'style="display:(\w+);" src="data:image/png;base64,([^"]+)"', page)
    assert [shown for shown, _ in pictures] == ["block", *["none"] * 5]
    assert len({content for _, content in pictures}) == 6
    assert all(base64.b64decode(content).startswith(PNG) for _, content in pictures)


def test_steps_play_by_themselves_at_the_pace_that_is_asked_for() -> None:
    page = Steps([PNG, PNG], pause=400)._repr_mimebundle_()["text/html"]
    assert ">play</button>" in page
    assert "}, 400);" in page


def test_stepping_needs_no_network(steps: Steps) -> None:
    page = steps._repr_mimebundle_()["text/html"]
    assert "http" not in page
    assert set(re.findall(r'(?:src|href)="(\w+):', page)) == {"data"}


def test_without_html_the_last_step_is_shown(steps: Steps) -> None:
    bundle = steps._repr_mimebundle_()
    assert bundle["text/html"].rindex(bundle["image/png"]) > bundle["text/html"].rindex("step 6")


def test_a_layer_is_drawn_for_any_number_of_channels_and_filters() -> None:
    rng = np.random.default_rng(0)
    x, w, out = (rng.standard_normal(shape) for shape in ((2, 3, 5), (3, 2, 3, 3), (3, 1, 2)))
    page = windows.volume(x, w, np.zeros(3), out, stride=2, pad=1)._repr_mimebundle_()["text/html"]
    assert page.count("<img") == out.size


def test_an_answer_with_too_many_numbers_is_not_drawn() -> None:
    too_many, x, w = np.zeros((5, 5)), np.zeros((1, 5, 5)), np.zeros((2, 1, 3, 3))
    with pytest.raises(ValueError, match=r"has the shape \(5, 5\); there are 3 × 3 places"):
        windows.sliding(x[0], w[0, 0], too_many)
    with pytest.raises(ValueError, match=r"there are 2 × 2 × 2 places"):
        windows.volume(x, w, np.zeros(2), np.zeros((2, 3, 3)), stride=2, pad=1)
    with pytest.raises(ValueError, match="there are 9 columns of 9"):
        windows.columns(x[0], too_many, 3, 3)


def test_drawing_steps_leaves_no_open_figure() -> None:
    before = plt.get_fignums()
    draw()
    assert plt.get_fignums() == before


@pytest.mark.parametrize(("shrink", "shape"), [(1, (427, 640)), (2, (213, 320)), (3, (142, 213))])
def test_the_photograph_shrinks_and_says_whose_it_is(shrink: int, shape: tuple[int, int]) -> None:
    photo = data.photograph(shrink)
    assert photo.pixels.shape == (3, *shape)
    assert photo.grey.shape == shape
    assert photo.pixels.min() >= 0
    assert photo.pixels.max() <= 1
    assert "CC BY 2.0" in photo.licence
    assert "danielbuechele" in photo.source


def test_the_sky_is_blue_at_the_top_of_the_photograph() -> None:
    red, _, blue = data.photograph().pixels[:, :10, :10].mean(axis=(1, 2))
    assert blue > red


def test_the_x_is_made_of_its_features() -> None:
    falling, small, rising = (slid(xo.PICTURE, feature) / 9 for feature in xo.FEATURES)
    assert np.argwhere(falling == 1).tolist() == [[1, 1], [2, 2], [4, 4], [5, 5]]
    assert np.argwhere(small == 1).tolist() == [[3, 3]]
    np.testing.assert_array_equal(rising, falling[:, ::-1])
    assert Fraction(falling[0, 0]).limit_denominator(9) == Fraction(7, 9)
