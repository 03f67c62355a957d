"""The data of the experiments: always here, drawn on the spot, or fetched once."""

from cs_cnn.given.data import xo
from cs_cnn.given.data.fetched import folder
from cs_cnn.given.data.registry import DataError
from cs_cnn.given.data.sets import (
    Dataset,
    Photograph,
    fetched_names,
    load,
    names,
    photograph,
    ready,
)
from cs_cnn.given.data.toys import toy, toy_names

__all__ = [
    "DataError", "Dataset", "Photograph", "fetched_names", "folder", "load", "names", "photograph",
    "ready", "toy", "toy_names", "xo",
]  # fmt: skip
