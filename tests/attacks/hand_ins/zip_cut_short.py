"""Half a zip.

score: refused
"""

import io
import zipfile


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.write(notebook, notebook.name)
    return data.getvalue()[:1000]
