"""Leaves politely while it is imported.

status: failed
says: SystemExit
spoils: all
"""

import sys

sys.exit(0)
