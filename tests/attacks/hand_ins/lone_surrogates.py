"""Letters in the notebook that cannot be written in UTF-8.

score: 14
"""


def build(folder, notebook):
    text = notebook.read_text()
    notebook.write_text(text.replace("YOUR ANSWER HERE", "\\ud800 \\udfff"))
