"""Files named like the modules that Python and NumPy load at their start.

score: 14
"""


def build(folder, notebook):
    for name in ("numpy", "json", "random", "os", "site", "sitecustomize", "protocol", "watch"):
        (folder / f"{name}.py").write_text("raise SystemExit(0)")
        (folder / "cs_cnn" / f"{name}.py").write_text("raise SystemExit(0)")
    (folder / "cs_cnn" / "evil.pth").write_text("import os; os._exit(0)")
