"""Ends the process while it is imported.

status: crashed
spoils: all
"""

import os

os._exit(0)
