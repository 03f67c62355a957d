"""Never comes back from its import.

status: timeout
seconds: 1
spoils: all
"""

while True:
    pass
