"""Wrong layers in groups. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _side_by_side(x, w, b, groups, stride, pad, channels_of, filters_of):
    """Groups one after the other; both rules say which channels and filters group g has."""
    return np.concatenate(
        [
            right.conv_forward(
                x[:, channels_of(g)], w[filters_of(g)], b[filters_of(g)], stride, pad
            )
            for g in range(groups)
        ],
        axis=1,
    )


def _part(g, groups, whole):
    size = whole // groups
    return slice(g * size, (g + 1) * size)


def conv_forward_grouped__ignored(x, w, b, groups, stride=1, pad=0):
    """The groups are ignored"""
    return right.conv_forward(x, np.tile(w, (1, groups, 1, 1)), b, stride, pad)


def conv_forward_grouped__one_convolution(x, w, b, groups, stride=1, pad=0):
    """Your code raised ValueError"""
    return right.conv_forward(x, w, b, stride, pad)


def conv_forward_grouped__first_channels(x, w, b, groups, stride=1, pad=0):
    """All filters see the channels of the first group"""
    return right.conv_forward(x[:, : w.shape[1]], w, b, stride, pad)


def conv_forward_grouped__f_by_groups(x, w, b, groups, stride=1, pad=0):
    """You assume that the group of filter f is f // groups"""
    c, maps = w.shape[1], []
    for f in range(len(w)):
        g = f // groups
        channels = x[:, g * c : (g + 1) * c]
        maps.append(right.conv_forward(channels, w[f : f + 1], b[f : f + 1], stride, pad))
    return np.concatenate(maps, axis=1)


def conv_forward_grouped__first_filters(x, w, b, groups, stride=1, pad=0):
    """The filters of the first group are used in all groups"""
    first = slice(len(w) // groups)
    return _side_by_side(
        x, w, b, groups, stride, pad, lambda g: _part(g, groups, x.shape[1]), lambda g: first
    )


def conv_forward_grouped__channels_dealt(x, w, b, groups, stride=1, pad=0):
    """The channels are dealt out to the groups one by one"""
    return _side_by_side(
        x, w, b, groups, stride, pad,
        lambda g: slice(g, None, groups), lambda g: _part(g, groups, len(w)),
    )  # fmt: skip


def conv_forward_grouped__filters_dealt(x, w, b, groups, stride=1, pad=0):
    """The filters are dealt out to the groups one by one"""
    c, maps = w.shape[1], []
    for f in range(len(w)):
        g = f % groups
        channels = x[:, g * c : (g + 1) * c]
        maps.append(right.conv_forward(channels, w[f : f + 1], b[f : f + 1], stride, pad))
    return np.concatenate(maps, axis=1)


def conv_forward_grouped__both_dealt(x, w, b, groups, stride=1, pad=0):
    def dealt(g):
        return slice(g, None, groups)

    return _side_by_side(x, w, b, groups, stride, pad, dealt, dealt)


def conv_forward_grouped__maps_dealt(x, w, b, groups, stride=1, pad=0):
    """Every map is right"""
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    n, f, ho, wo = out.shape
    return out.reshape(n, groups, f // groups, ho, wo).swapaxes(1, 2).reshape(out.shape)


def conv_forward_grouped__groups_added_up(x, w, b, groups, stride=1, pad=0):
    """out has shape"""
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    return sum(np.split(out, groups, axis=1))


def conv_forward_grouped__joined_at_rows(x, w, b, groups, stride=1, pad=0):
    """exactly in the cases where groups is larger than 1"""
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    return np.concatenate(np.split(out, groups, axis=1), axis=2)


def conv_forward_grouped__last_group_alone(x, w, b, groups, stride=1, pad=0):
    """exactly in the cases where groups is larger than 1"""
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    out[:, : len(w) - len(w) // groups] = 0
    return out


def conv_forward_grouped__depthwise(x, w, b, groups, stride=1, pad=0):
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    if groups < x.shape[1]:
        out = right.conv_forward_grouped(x, w[:, :1], b, x.shape[1], stride, pad)
    return out


def conv_forward_grouped__first_biases(x, w, b, groups, stride=1, pad=0):
    """exactly in the cases where groups is larger than 1"""
    biases = np.tile(b[: len(b) // groups], groups)
    return right.conv_forward_grouped(x, w, biases, groups, stride, pad)


def conv_forward_grouped__flipped(x, w, b, groups, stride=1, pad=0):
    """The filters are flipped"""
    return right.conv_forward_grouped(x, np.flip(w, (2, 3)), b, groups, stride, pad)


def conv_forward_grouped__without_bias(x, w, b, groups, stride=1, pad=0):
    """The biases are missing"""
    return right.conv_forward_grouped(x, w, b * 0, groups, stride, pad)


def conv_forward_grouped__bias_of_all_groups(x, w, b, groups, stride=1, pad=0):
    """exactly in the cases where groups is larger than 1"""
    return right.conv_forward_grouped(x, w, b * groups, groups, stride, pad)


def conv_forward_grouped__stride_not_handed_on(x, w, b, groups, stride=1, pad=0):
    """The stride is not used"""
    return right.conv_forward_grouped(x, w, b, groups, pad=pad)


def conv_forward_grouped__pad_not_handed_on(x, w, b, groups, stride=1, pad=0):
    """There is no padding"""
    return right.conv_forward_grouped(x, w, b, groups, stride)


def conv_forward_grouped__nothing_handed_on(x, w, b, groups, stride=1, pad=0):
    """Neither stride nor pad is used"""
    return right.conv_forward_grouped(x, w, b, groups)
