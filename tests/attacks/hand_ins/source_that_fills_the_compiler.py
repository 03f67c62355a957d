"""A line of constants that the compiler adds up one by one, and keeps every sum: a gigabyte each.

score: 0
"""


def build(folder, notebook):
    line = "x = " + "+".join(["'a'*4096"] * 700) + "\n"
    path = folder / "cs_cnn" / "backprop.py"
    path.write_text(path.read_text() + 6 * line)
