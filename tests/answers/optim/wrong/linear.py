"""Wrong answers to linear. Each docstring is a part of what the judge must say."""


def linear__late(t, lr0, total):
    """one step too late"""
    return lr0 * (1 - t / (total + 1))


def linear__ahead(t, lr0, total):
    """The rate is one step ahead"""
    return lr0 * (1 - (t + 1) / total)


def linear__rising(t, lr0, total):
    """The rate rises from 0"""
    return lr0 * t / total


def linear__floored(t, lr0, total):
    """The rate stays at lr0 and is 0 only at the end"""
    return lr0 * (1 - t // total)


def linear__same_slope(t, lr0, total):
    """whatever lr0 is"""
    return lr0 - t / total


def linear__compounded(t, lr0, total):
    """a curve that never reaches 0"""
    rate = lr0
    for _ in range(t):
        rate -= rate / total
    return rate


def linear__floor_above_zero(t, lr0, total):
    """rate['t ="""
    return max(lr0 * (1 - t / total), 0.01 * lr0)


def linear__prints(t, lr0, total):
    """is the `return` missing?"""
    print(lr0 * (1 - t / total))
