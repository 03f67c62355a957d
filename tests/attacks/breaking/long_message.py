"""An exception whose message has ten million letters and the codes that colour terminals.

status: failed
says: ValueError
"""


def relu(x):
    raise ValueError("\x1b[31m\x1b]0;title\x07" + "A" * 10**7)
