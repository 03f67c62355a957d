"""Cells of kinds and with keys that no notebook has.

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
    odd = [{"cell_type": "spell", "metadata": {}, "source": "x"}, {"cell_type": None}, 5, None, []]
    return [*odd, *found]


def build(folder, notebook):
    cells(notebook, attack)
