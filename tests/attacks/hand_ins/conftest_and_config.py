"""Configuration of nbgrader, of IPython and of the course, handed in.

score: 14
"""


def build(folder, notebook):
    for name in ("nbgrader_config.py", "conftest.py", "jupyter_config.py", "ipython_config.py"):
        (folder / name).write_text("raise SystemExit('EVIL')")
