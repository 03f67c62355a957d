"""Raises with every input as the message and as the name of the exception.

status: failed
"""

calls = []


def relu(x):
    calls.append(x)
    stolen = f"STOLEN {x.tolist()}" if len(calls) > 5 else ""
    raise type(stolen, (ValueError,), {})(stolen)
