"""A zip with an absolute path.

score: refused
"""

import io
import zipfile


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("/tmp/evil/cs_cnn/backprop.py", "EVIL")
    return data.getvalue()
