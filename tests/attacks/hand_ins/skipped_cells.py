"""No code, and tags that tell nbgrader to skip every graded cell.

score: 0
"""

import json


def cells(notebook, change):
    nb = json.loads(notebook.read_text())
    nb["cells"] = change(nb["cells"])
    notebook.write_text(json.dumps(nb))


def graded(cell):
    return cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")


def attack(found):
    for cell in filter(graded, found):
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]
    return found


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_text("")
    cells(notebook, attack)
