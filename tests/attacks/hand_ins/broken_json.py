"""The notebook ends in the middle of a word.

score: 14
"""


def build(folder, notebook):
    notebook.write_text(notebook.read_text()[:5000])
