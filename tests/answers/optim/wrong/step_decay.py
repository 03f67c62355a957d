"""Wrong answers to step_decay. Each docstring is a part of what the judge must say."""

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
    """After the first milestone"""
    count = _behind(t, milestones)
    return lr0 * (factor * count if count else 1)


def step_decay__for_a_moment(t, lr0, milestones, factor=0.1):
    """The rate is lower only at the milestones and then goes back up"""
    return lr0 * factor if t in milestones else lr0


def step_decay__periodic(t, lr0, milestones, factor=0.1):
    """You use the first milestone as a period"""
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
