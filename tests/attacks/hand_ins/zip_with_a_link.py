"""A zip with a link to the machine's users.

score: refused
"""

import io
import zipfile


def pack(folder, notebook):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        link = zipfile.ZipInfo("cs_cnn/backprop.py")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return data.getvalue()
