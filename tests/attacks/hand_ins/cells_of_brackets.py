"""A dozen cells that each take the renderer of Markdown seconds.

score: 14
"""

import json

CELL = {"cell_type": "markdown", "metadata": {}, "source": r"\\[" * 4400}


def build(folder, notebook):
    content = json.loads(notebook.read_text())
    content["cells"] += [{**CELL, "id": f"brackets-{number}"} for number in range(12)]
    notebook.write_text(json.dumps(content))
