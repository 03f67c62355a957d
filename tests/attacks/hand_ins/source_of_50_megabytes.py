"""Code of fifty megabytes.

score: 0
noticed: larger than 1 MiB
"""

PACKED = False


def build(folder, notebook):
    path = folder / "cs_cnn" / "backprop.py"
    path.write_text(path.read_text() + "# x" * (17 * 2**20))
