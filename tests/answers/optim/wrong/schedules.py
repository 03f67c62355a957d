"""Wrong learning rates. Each docstring is a part of what the judge must say."""

import math

import numpy as np


def _behind(t, milestones):
    return sum(milestone <= t for milestone in milestones)


def step_decay__too_late(t, lr0, milestones, factor=0.1):
    """one step too late"""
    return lr0 * factor ** sum(t > milestone for milestone in milestones)


def step_decay__only_once(t, lr0, milestones, factor=0.1):
    """once and for all at the first milestone"""
    return lr0 * factor if _behind(t, milestones) else lr0


def step_decay__times_count(t, lr0, milestones, factor=0.1):
    """The factor is multiplied by the number of milestones"""
    return lr0 * factor * _behind(t, milestones)


def step_decay__times_count_later(t, lr0, milestones, factor=0.1):
    """where there are some behind"""
    count = _behind(t, milestones)
    return lr0 * (factor * count if count else 1)


def step_decay__for_a_moment(t, lr0, milestones, factor=0.1):
    """at the milestones alone"""
    return lr0 * factor if t in milestones else lr0


def step_decay__periodic(t, lr0, milestones, factor=0.1):
    """The milestones are taken for a period"""
    return lr0 * factor ** (t // milestones[0]) if milestones else lr0


def step_decay__factor_fixed(t, lr0, milestones, factor=0.1):
    """The factor is always 0.1"""
    return lr0 * 0.1 ** _behind(t, milestones)


def step_decay__taken_away(t, lr0, milestones, factor=0.1):
    """multiplied by 1 − factor"""
    return lr0 * (1 - factor) ** _behind(t, milestones)


def step_decay__divided(t, lr0, milestones, factor=0.1):
    """divided by the factor"""
    return lr0 / factor ** _behind(t, milestones)


def step_decay__other_default(t, lr0, milestones, factor=0.5):
    """factor is left out"""
    return lr0 * factor ** _behind(t, milestones)


def step_decay__factor_alone(t, lr0, milestones, factor=0.1):
    """rate['t = 0'] is 1"""
    return factor ** _behind(t, milestones)


def step_decay__needs_milestones(t, lr0, milestones, factor=0.1):
    """ValueError"""
    last = max(milestone for milestone in milestones)
    return lr0 * factor ** _behind(min(t, last), milestones)


def step_decay__empties_the_list(t, lr0, milestones, factor=0.1):
    """Your code raised AttributeError"""
    while milestones and milestones[0] <= t:
        milestones.pop(0)
        lr0 *= factor
    return lr0


def step_decay__array(t, lr0, milestones, factor=0.1):
    """must be a single number"""
    return np.array([lr0 * factor ** _behind(t, milestones)])


def cosine__degrees(t, lr0, total):
    """The angle is in degrees"""
    return lr0 / 2 * (1 + np.cos(180 * t / total))


def cosine__whole_turn(t, lr0, total):
    """a whole turn"""
    return lr0 / 2 * (1 + np.cos(2 * np.pi * t / total))


def cosine__quarter(t, lr0, total):
    """a quarter of a turn only"""
    return lr0 / 2 * (1 + np.cos(np.pi / 2 * t / total))


def cosine__falling_quarter(t, lr0, total):
    """a quarter of a wave"""
    return lr0 * math.cos(math.pi * t / (2 * total))


def cosine__bare(t, lr0, total):
    """The rate is the cosine itself"""
    return lr0 * np.cos(np.pi * t / total)


def cosine__twice(t, lr0, total):
    """The rate starts at twice lr0"""
    return lr0 * (1 + np.cos(np.pi * t / total))


def cosine__rising(t, lr0, total):
    """The rate rises from 0"""
    return lr0 / 2 * (1 - np.cos(np.pi * t / total))


def cosine__late(t, lr0, total):
    """one step too late"""
    return lr0 / 2 * (1 + np.cos(np.pi * t / (total + 1)))


def cosine__early(t, lr0, total):
    """rate['t ="""
    return lr0 / 2 * (1 + np.cos(np.pi * min(1, t / max(1, total - 1))))


def cosine__half_in_the_sum(t, lr0, total):
    """rate['t = 0']"""
    return lr0 * (1 / 2 + np.cos(np.pi * t / total))


def cosine__pi_rounded(t, lr0, total):
    """rate['t ="""
    return lr0 / 2 * (1 + np.cos(3.1416 * t / total))


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
    """// for /"""
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


def inverse_sqrt__rootless(t, lr0):
    """The root is missing"""
    if t < 1:
        raise ValueError
    return lr0 / t


def inverse_sqrt__all_under_the_root(t, lr0):
    """lr0 is under the root"""
    if t < 1:
        raise ValueError
    return math.sqrt(lr0 / t)


def inverse_sqrt__counted_from_zero(t, lr0):
    """The steps are counted from 0"""
    if t < 1:
        raise ValueError
    return lr0 / math.sqrt(t + 1)


def inverse_sqrt__rising(t, lr0):
    """The rate rises"""
    if t < 1:
        raise ValueError
    return lr0 * math.sqrt(t)


def inverse_sqrt__forgiving(t, lr0):
    """a caller who counts from 0 will never notice"""
    return lr0 / math.sqrt(max(t, 1))


def inverse_sqrt__divides_by_zero(t, lr0):
    """where t is less than 1, a ValueError is asked for"""
    return lr0 / math.sqrt(t)


def inverse_sqrt__infinite(t, lr0):
    """must be a raised ValueError; yours is a float, inf"""
    return float(lr0 / np.sqrt(np.float64(t)))


def inverse_sqrt__asserts(t, lr0):
    """where t is less than 1, a ValueError is asked for"""
    assert t >= 1, "counted from 1"
    return lr0 / math.sqrt(t)


def inverse_sqrt__only_zero(t, lr0):
    """must be a raised ValueError"""
    if t == 0:
        raise ValueError("t is 0")
    return float(lr0 / np.sqrt(np.float64(abs(t))))


def inverse_sqrt__returns_the_error(t, lr0):
    """must be a raised ValueError"""
    return lr0 / math.sqrt(t) if t >= 1 else ValueError("t is counted from 1")


def inverse_sqrt__refuses_one(t, lr0):
    """Your code raised ValueError"""
    if t <= 1:
        raise ValueError("too early")
    return lr0 / math.sqrt(t)


def warmup__full_from_the_start(t, lr0, steps):
    """The rate is lr0 from the start"""
    return lr0


def warmup__endless(t, lr0, steps):
    """goes on rising"""
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
    """the wrong way round"""
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
