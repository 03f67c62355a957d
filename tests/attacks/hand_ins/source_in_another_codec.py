"""Code in an encoding that decodes to something else.

score: 0
"""


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_bytes(b"# coding: rot13\nvzcbeg bf\n")
