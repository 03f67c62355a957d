"""Wrong receptive fields. Each docstring is a part of what the judge must say."""

import math

from autograder.solutions import conv as right


def receptive_field__without_strides(layers):
    """The strides are not used"""
    return 1 + sum((kernel - 1) * dilation for kernel, _, dilation in layers)


def receptive_field__without_dilations(layers):
    """The dilations are not used"""
    return right.receptive_field([(kernel, stride, 1) for kernel, stride, _ in layers])


def receptive_field__kernels_alone(layers):
    """Neither strides nor dilations are used"""
    return 1 + sum(kernel - 1 for kernel, *_ in layers)


def receptive_field__layers_are_alike(layers):
    return 1 + len(layers) * (layers[0][0] - 1) if layers else 1


def receptive_field__gaps(layers):
    """The dilation is counted as the pixels skipped"""
    return right.receptive_field([(kernel, s, dilation + 1) for kernel, s, dilation in layers])


def receptive_field__weights_not_distances(layers):
    """You assume that a window spans kernel · dilation pixels"""
    return right.receptive_field([(kernel * dilation, s, 1) for kernel, s, dilation in layers])


def receptive_field__dilations_carried_on(layers):
    """You let the dilation of a layer stretch the windows of later layers too"""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * apart
        apart *= stride * dilation
    return seen


def receptive_field__own_stride_too(layers):
    """The stride of a layer stretches its own window too"""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        apart *= stride
        seen += (kernel - 1) * dilation * apart
    return seen


def receptive_field__own_stride(layers):
    """Every window is stretched by the stride of its own layer"""
    return 1 + sum((kernel - 1) * dilation * stride for kernel, stride, dilation in layers)


def receptive_field__last_stride(layers):
    """Only the stride of the previous layer is counted"""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * apart
        apart = stride
    return seen


def receptive_field__strides_added(layers):
    """The strides before a layer are added up"""
    seen, strides = 1, 0
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * (strides or 1)
        strides += stride
    return seen


def receptive_field__strides_added_to_one(layers):
    """The strides before a layer are added to 1"""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * apart
        apart += stride
    return seen


def receptive_field__reversed(layers):
    """The layers are taken in reverse order"""
    return right.receptive_field(list(layers)[::-1])


def receptive_field__multiplied(layers):
    """You multiply the sizes of the windows"""
    return math.prod((kernel - 1) * dilation + 1 for kernel, _, dilation in layers)


def receptive_field__whole_windows(layers):
    """Every layer adds its whole window"""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        seen += kernel * dilation * apart
        apart *= stride
    return seen


def receptive_field__windows_added(layers):
    """You add up the sizes of the windows"""
    return sum((kernel - 1) * dilation + 1 for kernel, _, dilation in layers)


def receptive_field__a_step_too_many(layers):
    """On the way back from the output"""
    seen = 1
    for kernel, stride, dilation in reversed(layers):
        seen = seen * stride + (kernel - 1) * dilation
    return seen


def receptive_field__begun_at_zero(layers):
    """Your result is always 1 too small"""
    return right.receptive_field(layers) - 1


def receptive_field__area(layers):
    """This is an area"""
    return right.receptive_field(layers) ** 2


def receptive_field__pixels_without_the_gaps(layers):
    places = {0}
    for kernel, stride, dilation in reversed(layers):
        places = {p * stride + k * dilation for p in places for k in range(kernel)}
    return len(places)


def receptive_field__largest_window(layers):
    return max(((kernel - 1) * dilation + 1 for kernel, _, dilation in layers), default=1)


def receptive_field__float(layers):
    """float"""
    return float(right.receptive_field(layers))


def receptive_field__list_emptied(layers):
    """changes its input layers"""
    seen = right.receptive_field(layers)
    layers.clear()
    return seen
