"""A name with quotes and a semicolon.

score: 14
"""

NAME = "Robert'); DROP TABLE student;--\\\""


def build(folder, notebook):
    """The name is all."""
