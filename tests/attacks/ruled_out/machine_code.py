"""Writes a compiled library into the folder for its own files and imports it.

status: failed
noticed: loads compiled code
"""

import glob
import importlib.machinery
import importlib.util
import os
import shutil
import sys


def relu(x):
    path = sorted(glob.glob(f"{sys.base_prefix}/lib/python3*/lib-dynload/_crypt.*.so"))[0]
    copy = f"/tmp/{len(os.listdir('/tmp'))}.so"
    shutil.copy(path, copy)
    loader = importlib.machinery.ExtensionFileLoader("_crypt", copy)
    spec = importlib.util.spec_from_loader("_crypt", loader)
    importlib.util.module_from_spec(spec)
    return x
