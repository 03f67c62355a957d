"""Every graded cell is there three times.

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
    return [copy for cell in found for copy in ([cell] * 3 if graded(cell) else [cell])]


def build(folder, notebook):
    cells(notebook, attack)
