"""No code, and NaN, words and negative numbers as results, which known versions took for full
marks.

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
    for text, cell in zip(["nan", "'all'", "-1", "inf", "None"] * 9, filter(graded, found)):
        result = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
        cell["outputs"] = [{**result, "data": {"text/plain": text}}]
    return found


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_text("")
    cells(notebook, attack)
