"""The notebook is not UTF-8.

score: 14
"""


def build(folder, notebook):
    notebook.write_bytes(notebook.read_bytes() + b"\xff\xfe\0")
