"""A zip that says its file is small, and it is not.

score: refused
"""

import io
import zipfile


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("cs_cnn/backprop.py", bytes(40 * 2**20))
    size = (40 * 2**20).to_bytes(4, "little")
    return data.getvalue().replace(size, (100).to_bytes(4, "little"))
