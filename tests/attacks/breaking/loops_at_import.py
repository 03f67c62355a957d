"""Never comes back from its import.

status: timeout
spoils: all
"""

while True:
    pass
