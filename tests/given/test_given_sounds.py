"""Sounds as images."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from cs_cnn.given import pictures


def test_a_row_counts_where_the_window_has_found_something_once() -> None:
    """The labels of the shuffled rows move with their rows."""
    heard = np.zeros((14, 20))
    maps = [np.zeros((7, 20)), np.zeros((7, 20))]
    maps[0][[1, 4], 3] = 0.9, 1.0
    maps[1][2] = 0.7
    order = np.arange(14)[::-1]
    pictures.spectrograms(heard, order, maps, seconds=2.0)
    figure = plt.gcf()
    assert figure.get_suptitle() == "Rows with a chord: 2 in order, 0 after the shuffle"
    labels = [[text.get_text() for text in ax.get_yticklabels()] for ax in figure.axes[::2]]
    assert labels[0][:2] == ["C", "C♯"]
    assert labels[0][-1] == labels[1][0] == "C♯′"
    plt.close(figure)
