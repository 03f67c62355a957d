"""A name as long as a file's name may be.

score: 14
"""

NAME = "x" * 240


def build(folder, notebook):
    """The name is all."""
