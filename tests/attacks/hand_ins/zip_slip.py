"""A zip whose files want to lie outside of it.

score: refused
"""

import io
import zipfile


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("../../../../gradebook.db", "EVIL")
        packed.writestr("cs_cnn/backprop.py", "")
    return data.getvalue()
