"""Writes a compiled library into the folder for its own files and imports it.

status: failed
says: Read-only file system
"""

import glob
import importlib.machinery
import importlib.util
import shutil
import sys


def relu(x):
    path = sorted(glob.glob(f"{sys.base_prefix}/lib/python3*/lib-dynload/_crypt.*.so"))[0]
    copy = "/tmp/library.so"
    shutil.copyfile(path, copy)
    loader = importlib.machinery.ExtensionFileLoader("_crypt", copy)
    spec = importlib.util.spec_from_loader("_crypt", loader)
    importlib.util.module_from_spec(spec)
    return x
