"""An exception whose message raises, whose name is a markup tag.

status: failed
says: its message cannot be shown
"""

Tag = type("<script>alert(1)</script>", (Exception,), {"__str__": lambda self: 1 / 0})


def relu(x):
    raise Tag
