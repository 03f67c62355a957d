"""Wrong answers to warmup. Each docstring is a part of what the judge must say."""


def warmup__full_from_the_start(t, lr0, steps):
    """The rate is lr0 from the start"""
    return lr0


def warmup__endless(t, lr0, steps):
    """The rate keeps rising after t = steps"""
    return lr0 * t / steps


def warmup__one_ahead(t, lr0, steps):
    """one step ahead"""
    return lr0 * min(1, (t + 1) / steps)


def warmup__never_there(t, lr0, steps):
    """never reaches lr0"""
    return lr0 * min(t, steps) / (steps + 1)


def warmup__late(t, lr0, steps):
    """lr0 is reached at t = steps + 1"""
    return lr0 * t / (steps + 1) if t <= steps else lr0


def warmup__falling(t, lr0, steps):
    """The rate falls from lr0 to 0 and stays there"""
    return lr0 * max(0, 1 - t / steps)


def warmup__jumping(t, lr0, steps):
    """The rate jumps"""
    return lr0 * min(1, t // steps)


def warmup__falls_back(t, lr0, steps):
    """rises and then drops to 0"""
    return lr0 * t / steps if t < steps else 0.0


def warmup__none_afterwards(t, lr0, steps):
    """is the `return` missing?"""
    if t < steps:
        return lr0 * t / steps


def warmup__starts_at_a_tenth(t, lr0, steps):
    """rate['t = 0'] is 0.1, expected 0"""
    return lr0 * min(1, 0.1 + 0.9 * t / steps)


def warmup__always_5000(t, lr0, steps):
    """rate['t ="""
    return lr0 * min(1, t / 5000)
