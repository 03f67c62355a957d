"""Answers in words, titles and attachments that run in the browser of who reads them.

score: 14
"""

import json


def cells(notebook, change):
    nb = json.loads(notebook.read_text())
    nb["cells"] = change(nb["cells"])
    notebook.write_text(json.dumps(nb))


def graded(cell):
    return cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")


EVIL = (
    "<script>EVIL()</script><img src=x onerror=EVIL()>[click](javascript:EVIL())"
    "<iframe src=https://evil.example></iframe><svg onload=EVIL()>"
    "<a href='data:text/html,EVIL'>x</a>\n\n```{=html}\n<script>EVIL()</script>\n```\n"
    "<style>body{background:url(//evil.example)}</style>"
)


def attack(found):
    for cell in found:
        if cell["cell_type"] == "markdown":
            cell["source"] = EVIL
        cell["metadata"]["tags"] = [EVIL]
        cell["attachments"] = {EVIL: {"text/html": EVIL, "image/svg+xml": EVIL}}
    return found


def build(folder, notebook):
    cells(notebook, attack)
