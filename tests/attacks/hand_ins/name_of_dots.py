"""A name that is a path upwards.

score: 14
"""

NAME = ".._.._gradebook"


def build(folder, notebook):
    """The name is all."""
