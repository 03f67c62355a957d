"""A zip that unpacks to a thousand times its size.

score: refused
"""

import io
import zipfile


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("cs_cnn/backprop.py", bytes(30 * 2**20), zipfile.ZIP_DEFLATED)
        packed.writestr("cs_cnn/more.py", bytes(30 * 2**20), zipfile.ZIP_DEFLATED)
    return data.getvalue()
