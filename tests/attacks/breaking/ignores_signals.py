"""Loops for ever and ignores every signal that can be ignored.

status: timeout
seconds: 1
"""

import signal

for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)


def relu(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
