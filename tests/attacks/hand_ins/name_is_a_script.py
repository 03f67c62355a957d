"""The student's name is a script.

score: 14
"""

NAME = "<script>EVIL()<|script>"


def build(folder, notebook):
    """The name is all."""
