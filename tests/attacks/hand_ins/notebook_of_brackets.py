"""The notebook is a million brackets.

score: 14
"""


def build(folder, notebook):
    notebook.write_text("[" * 10**6)
