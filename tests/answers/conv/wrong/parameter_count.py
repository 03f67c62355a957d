"""Wrong answers to parameter_count. Each docstring is a part of what the judge must say."""


def parameter_count__weights(f, c, kh, kw):
    """The biases are not counted"""
    return f * c * kh * kw


def parameter_count__one_bias(f, c, kh, kw):
    """One bias serves the whole layer here"""
    return f * c * kh * kw + 1


def parameter_count__bias_for_channels_of_filters(f, c, kh, kw):
    """There is a bias for each channel of each filter"""
    return f * c * (kh * kw + 1)


def parameter_count__flat(f, c, kh, kw):
    """The number of channels is not used"""
    return f * (kh * kw + 1)


def parameter_count__bias_for_channels(f, c, kh, kw):
    """Each channel gets a bias"""
    return f * c * kh * kw + c


def parameter_count__square(f, c, kh, kw):
    """The window is assumed to be square"""
    return f * (c * kh**2 + 1)


def parameter_count__square_of_columns(f, c, kh, kw):
    return f * (c * kw**2 + 1)


def parameter_count__added(f, c, kh, kw):
    return f * (c * (kh + kw) + 1)


def parameter_count__bias_for_weights(f, c, kh, kw):
    return 2 * f * c * kh * kw


def parameter_count__bias_for_window(f, c, kh, kw):
    return f * c * kh * kw + kh * kw


def parameter_count__float(f, c, kh, kw):
    """float"""
    return float(f * (c * kh * kw + 1))


def parameter_count__one_filter(f, c, kh, kw):
    return c * kh * kw + 1


def parameter_count__pair(f, c, kh, kw):
    """yours is a tuple of 2"""
    return f * c * kh * kw, f
