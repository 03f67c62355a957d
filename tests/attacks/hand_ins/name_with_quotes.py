"""A name with quotes and a semicolon.

score: 84
"""

NAME = "Robert'); DROP TABLE student;--\\\""


def build(folder, notebook):
    """The name is all."""
