"""Ten thousand modules beside the one that counts.

score: refused
"""


def build(folder, notebook):
    for number in range(10_000):
        (folder / "cs_cnn" / f"m{number}.py").write_text("")
