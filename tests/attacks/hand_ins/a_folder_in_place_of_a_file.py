"""The file of stubs is a folder.

score: 0
"""


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").unlink()
    (folder / "cs_cnn" / "backprop.py").mkdir()
    (folder / "cs_cnn" / "backprop.py" / "x.py").write_text("x = 1")
