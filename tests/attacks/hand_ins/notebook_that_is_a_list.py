"""The notebook is JSON, and no notebook.

score: 14
"""


def build(folder, notebook):
    notebook.write_text("[[[]]]")
