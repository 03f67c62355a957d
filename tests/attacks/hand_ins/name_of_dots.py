"""A name that is a path upwards.

score: 84
"""

NAME = ".._.._gradebook"


def build(folder, notebook):
    """The name is all."""
