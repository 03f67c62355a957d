"""No code, and a first cell that turns every later cell into a score, hooks the display and
patches check.

score: 0
"""

import json


def cells(notebook, change):
    nb = json.loads(notebook.read_text())
    nb["cells"] = change(nb["cells"])
    notebook.write_text(json.dumps(nb))


def graded(cell):
    return cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")


HOOKS = """
import sys, builtins, autograder
ip = get_ipython()
ip.input_transformers_cleanup.append(lambda lines: ["1000"])
ip.displayhook.__class__.__call__ = lambda self, result=None: print(1000)
ip.events.register("post_run_cell", lambda result: setattr(result, "result", 1000))
autograder.check = builtins.check = lambda id: 1000
sys.displayhook = lambda value: print(1000)
"""


def attack(found):
    first = {"cell_type": "code", "metadata": {}, "source": HOOKS, "outputs": [], "id": "hooks"}
    return [{**first, "execution_count": None}, *found]


def build(folder, notebook):
    (folder / "cs_cnn" / "backprop.py").write_text("")
    cells(notebook, attack)
