"""The package's own ``__init__.py`` is imported before every exercise, and ends the process.

score: 0
"""


def build(folder, notebook):
    (folder / "cs_cnn" / "__init__.py").write_text("raise SystemExit(0)\n")
