"""Pictures on a server of the student's, which would tell when the grader reads this.

score: 14
"""

import json

WORDS = (
    "![a plot](https://evil.example/ada.png)\n\n"
    '<img src="//evil.example/ada.png" srcset="https://evil.example/ada.png 2x">\n\n'
    '<p style="background: url(https://evil.example/ada.png)">My answer.</p>\n'
)


def build(folder, notebook):
    content = json.loads(notebook.read_text())
    for number, cell in enumerate(content["cells"]):
        if cell["cell_type"] == "markdown":
            cell["source"] = f"{number}\n\n{WORDS}"
    content["cells"].append({"cell_type": "markdown", "id": "x", "metadata": {}, "source": WORDS})
    notebook.write_text(json.dumps(content))
