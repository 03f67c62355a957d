"""A module that answers every name with an object that is called in vain.

status: failed
"""


class Everything:
    def __call__(self, *anything):
        return self

    def __getattr__(self, name):
        return self


relu = Everything()
