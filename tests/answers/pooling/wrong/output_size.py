"""Wrong counts of windows. Each docstring is a part of what the judge must say."""


def output_size__rounds_down(n, f, stride):
    """A fraction is rounded down"""
    return (n - f) // stride + 1


def output_size__int(n, f, stride):
    """A fraction is rounded down"""
    return int((n - f) / stride + 1)


def output_size__int_or_0(n, f, stride):
    """must be a raised ValueError that says"""
    return int((n - f) / stride) + 1 if n >= f else 0


def output_size__asserts(n, f, stride):
    """if the window does not fit, raise a ValueError"""
    assert n >= f
    assert (n - f) % stride == 0
    return (n - f) // stride + 1


def output_size__silent(n, f, stride):
    """this message does not say"""
    if n < f or (n - f) % stride:
        raise ValueError("the window does not fit")
    return (n - f) // stride + 1


def output_size__float(n, f, stride):
    """The result of / is a float"""
    if n < f or (n - f) % stride:
        raise ValueError(f"{n} {f} {stride}")
    return (n - f) / stride + 1


def output_size__negative(n, f, stride):
    """A window larger than the side still gets a size"""
    if (n - f) % stride:
        raise ValueError(f"{n} {f} {stride}")
    return (n - f) // stride + 1


def output_size__fraction(n, f, stride):
    """sometimes a fraction"""
    return (n - f) / stride + 1


def output_size__steps(n, f, stride):
    """You count the steps from one place to the next"""
    if n < f or (n - f) % stride:
        raise ValueError(f"{n} {f} {stride}")
    return (n - f) // stride


def output_size__over_stride(n, f, stride):
    """divided by the stride, whatever the window"""
    return n // stride


def output_size__ceil(n, f, stride):
    """rounded up: the last window would hang over"""
    return -(-(n - f) // stride) + 1


def output_size__round(n, f, stride):
    """must be a raised ValueError that says"""
    return round((n - f) / stride) + 1


def output_size__absolute(n, f, stride):
    """A window larger than the side still gets a size"""
    if abs(n - f) % stride:
        raise ValueError(f"{f} at stride {stride} does not fit {n}")
    return (n - f) // stride + 1


def output_size__side_by_side(n, f, stride):
    """Your code raised ValueError"""
    if n % f:
        raise ValueError(f"{n}, {f}, {stride}")
    return n // f


def output_size__asks_the_side(n, f, stride):
    """Your code raised ValueError"""
    if n % stride or n < f:
        raise ValueError(f"{n} pixels, a window of {f}, stride {stride}")
    return (n - f) // stride + 1


def output_size__two_numbers(n, f, stride):
    """this message does not say"""
    if n < f or (n - f) % stride:
        raise ValueError(f"{f} does not fit {n}")
    return (n - f) // stride + 1


def output_size__returns_none(n, f, stride):
    """yours is None"""
    if n >= f and (n - f) % stride == 0:
        return (n - f) // stride + 1


def output_size__prints(n, f, stride):
    """yours is None"""
    if n < f or (n - f) % stride:
        raise ValueError(f"{n}, {f}, {stride}")
    print((n - f) // stride + 1)


def output_size__other_error(n, f, stride):
    """Your code raised ZeroDivisionError"""
    return 1 // ((n - f) % stride == 0 and n >= f) * ((n - f) // stride + 1)


def output_size__never_negative(n, f, stride):
    """A window larger than the side still gets a size"""
    size = (n - f) / stride + 1
    if size != int(size) or size < 0:
        raise ValueError(f"{n}, {f}, {stride}")
    return int(size)


def output_size__never_negative_and_silent(n, f, stride):
    """a ValueError is right, but this message does not say"""
    size = (n - f) / stride + 1
    if size != int(size) or size < 0:
        raise ValueError("does not fit")
    return int(size)


def output_size__sometimes_negative_and_silent(n, f, stride):
    """a ValueError is right, but this message does not say"""
    if (n - f) % stride:
        raise ValueError("does not fit")
    return (n - f) // stride + 1
