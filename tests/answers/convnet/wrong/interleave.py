"""Wrong answers to interleave. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def interleave__exchanged(maps):
    """dy and dx are exchanged"""
    out = np.zeros_like(right.interleave(maps))
    for dy, dx in np.ndindex(2, 2):
        out[..., dx::2, dy::2] = maps[dy][dx]
    return out


def interleave__quarters(maps):
    """The maps lie side by side"""
    return np.block([list(row) for row in maps])


def interleave__two_of_four(maps):
    """two passes give half of the places"""
    out = np.zeros_like(right.interleave(maps))
    out[..., ::2, ::2] = maps[0][0]
    out[..., 1::2, 1::2] = maps[1][1]
    return out


def interleave__reversed(maps):
    """The order of the maps is reversed"""
    out = np.zeros_like(right.interleave(maps))
    for dy, dx in np.ndindex(2, 2):
        out[..., 1 - dy :: 2, 1 - dx :: 2] = maps[dy][dx]
    return out


def interleave__turned(maps):
    """Rows and columns of the map are exchanged"""
    return np.swapaxes(right.interleave(maps), -1, -2)


def interleave__repeated(maps):
    """is written to all four of its places"""
    h, w = right.interleave(maps).shape[-2:]
    return maps[0][0].repeat(2, axis=-2).repeat(2, axis=-1)[..., :h, :w]


def interleave__stacked(maps):
    """The maps are stacked"""
    h, w = maps[1][1].shape[-2:]
    return np.array([[each[..., :h, :w] for each in row] for row in maps])


def interleave__mean(maps):
    h, w = maps[1][1].shape[-2:]
    return sum(each[..., :h, :w] for row in maps for each in row) / 4


def interleave__cut(maps):
    h, w = maps[1][1].shape[-2:]
    return right.interleave([[each[..., :h, :w] for each in row] for row in maps])


def interleave__only_planes(maps):
    """Your code raised ValueError"""
    h, w = maps[0][0].shape
    out = np.zeros((h + maps[1][0].shape[0], w + maps[0][1].shape[1]))
    for dy, dx in np.ndindex(2, 2):
        out[dy::2, dx::2] = maps[dy][dx]
    return out


def interleave__columns_only(maps):
    out = right.interleave(maps)
    h, _w = out[..., 1::2, ::2].shape[-2:]
    out[..., 1::2, :] = out[..., ::2, :][..., :h, :]
    return out
