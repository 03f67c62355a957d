"""The notebook is an empty file.

score: 14
"""


def build(folder, notebook):
    notebook.write_text("")
