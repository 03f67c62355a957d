"""A name with a newline, which could begin a line of its own in a log.

score: 14
"""

NAME = "Eve\n✓ Mallory  84"


def build(folder, notebook):
    """The name is all."""
