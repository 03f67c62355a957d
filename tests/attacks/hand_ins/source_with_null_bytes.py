"""Code with null bytes.

score: 0
"""


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_bytes(b"x = 1\0\0")
