"""The notebook is an empty file.

score: 84
"""


def build(folder, notebook):
    notebook.write_text("")
