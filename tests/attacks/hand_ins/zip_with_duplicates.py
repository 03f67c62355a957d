"""A zip with two files of one name, the second of them empty.

score: 14
"""

import io
import zipfile


import warnings


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed, warnings.catch_warnings(action="ignore"):
        packed.write(notebook, notebook.name)
        packed.write(folder / "cs_cnn" / "backprop.py", "cs_cnn/backprop.py")
        packed.writestr("cs_cnn/backprop.py", "")
    return data.getvalue()
