"""The data of the experiments: on your disk already, drawn on the spot, or fetched once.

``load`` returns a data set by name: ``names`` lists those that are always here,
``fetched_names`` those that ``cs-cnn data NAME`` fetches, and ``ready`` says whether one is here.
``folder`` makes a data set of your own images.
``toy`` draws points in the plane, ``photograph`` is a temple, ``xo`` holds the X and the O,
``famous`` the layers of three well-known networks.
``challenge`` makes pictures harder to recognize, in six ways.
"""

from cs_cnn.given.data import famous, xo
from cs_cnn.given.data.challenges import CHALLENGES, challenge
from cs_cnn.given.data.own import folder
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
    "CHALLENGES", "DataError", "Dataset", "Photograph", "challenge", "famous", "fetched_names",
    "folder", "load", "names", "photograph", "ready", "toy", "toy_names", "xo",
]  # fmt: skip
