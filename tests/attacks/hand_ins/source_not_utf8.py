"""Code that is no UTF-8.

score: 0
"""


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_bytes(b"x = '\xff\xfe'")
