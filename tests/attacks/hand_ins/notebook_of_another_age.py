"""The notebook says that it comes from version 99 of the format.

score: 14
"""


def build(folder, notebook):
    notebook.write_text(notebook.read_text().replace('"nbformat": 4', '"nbformat": 99'))
