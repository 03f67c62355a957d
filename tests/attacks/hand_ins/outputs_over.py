"""Two hundred megabytes of outputs.

score: 14
"""

PACKED = False
OUTPUT = '{"output_type": "stream", "name": "stdout", "text": "%s"}'


def build(folder, notebook):
    text = notebook.read_text()
    letters = "0123456789abcdef" * (200 * 2**16)
    notebook.write_text(text.replace('"outputs": []', '"outputs": [' + OUTPUT % letters + "]", 1))
