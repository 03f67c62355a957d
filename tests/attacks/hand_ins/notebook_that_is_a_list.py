"""The notebook is JSON, and no notebook.

score: 84
"""


def build(folder, notebook):
    notebook.write_text("[[[]]]")
