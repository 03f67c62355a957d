"""Drawings for the notebooks; each function draws one picture.

``style`` sets the look of all plots and ``COLOURS`` are their colours. Images: ``images``,
``side_by_side``, ``show_image``, ``signed_image``, ``weights``. Small grids with their numbers:
``matrix``, ``numbers``, ``as_grid``, and on them ``frame`` and ``edges``. Windows at work:
``sliding``, ``volume``, ``columns``, ``choices``. Charts: ``graph``, ``regions``, ``agreement``
(and ``relative_error`` for its title), ``repeated``, ``train_and_val``. Losses as maps:
``contours``, ``around`` for all slopes at one place, and ``walk`` and ``race`` over ``RAVINE``,
``TWO_VALLEYS`` and ``SADDLE``, which ``turned`` turns. Networks: ``plans``, ``shares``,
``orientations``, ``tiles``, ``table``, ``cloud``. Sounds: ``spectrograms``.
``record`` turns any drawing into ``Steps``.
"""

from cs_cnn.given.pictures.convnets import cloud, orientations, plans, shares, table, tiles
from cs_cnn.given.pictures.landscapes import (
    RAVINE,
    SADDLE,
    TWO_VALLEYS,
    Landscape,
    around,
    contours,
    race,
    turned,
    walk,
)
from cs_cnn.given.pictures.plots import (
    COLOURS,
    TEN,
    agreement,
    graph,
    images,
    matrix,
    regions,
    relative_error,
    repeated,
    signed_image,
    style,
    train_and_val,
    weights,
)
from cs_cnn.given.pictures.sounds import spectrograms
from cs_cnn.given.pictures.steps import Steps, record
from cs_cnn.given.pictures.windows import (
    as_grid,
    choices,
    columns,
    edges,
    frame,
    numbers,
    show_image,
    side_by_side,
    sliding,
    volume,
)

__all__ = [
    "COLOURS",
    "RAVINE",
    "SADDLE",
    "TEN",
    "TWO_VALLEYS",
    "Landscape",
    "Steps",
    "agreement",
    "around",
    "as_grid",
    "choices",
    "cloud",
    "columns",
    "contours",
    "edges",
    "frame",
    "graph",
    "images",
    "matrix",
    "numbers",
    "orientations",
    "plans",
    "race",
    "record",
    "regions",
    "relative_error",
    "repeated",
    "shares",
    "show_image",
    "side_by_side",
    "signed_image",
    "sliding",
    "spectrograms",
    "style",
    "table",
    "tiles",
    "train_and_val",
    "turned",
    "volume",
    "walk",
    "weights",
]  # fmt: skip
