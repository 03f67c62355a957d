"""A thousand more cells than a person could read.

score: 14
"""

import json


def cells(notebook, change):
    nb = json.loads(notebook.read_text())
    nb["cells"] = change(nb["cells"])
    notebook.write_text(json.dumps(nb))


def graded(cell):
    return cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")


def attack(found):
    more = {"cell_type": "markdown", "metadata": {}, "source": "x"}
    return [*found, *([more] * 3000)]


def build(folder, notebook):
    cells(notebook, attack)
