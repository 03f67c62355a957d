"""No code, and every cell has the id of the one before it.

score: 0
noticed: another check
"""

import json


def cells(notebook, change):
    nb = json.loads(notebook.read_text())
    nb["cells"] = change(nb["cells"])
    notebook.write_text(json.dumps(nb))


def graded(cell):
    return cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")


def attack(found):
    chosen = list(filter(graded, found))
    ids = [cell["metadata"]["nbgrader"]["grade_id"] for cell in chosen]
    for cell, id in zip(chosen, ids[1:] + ids[:1]):
        cell["metadata"]["nbgrader"]["grade_id"] = id
    return found


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_text("")
    cells(notebook, attack)
