"""An exception whose message never ends.

status: timeout
seconds: 1
"""


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def relu(x):
    raise Endless
