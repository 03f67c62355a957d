"""Wrong answers to momentum. Each docstring is a part of what the judge must say."""

from autograder.solutions import optim as right


def momentum__mean(w, g, v, lr, rho=0.9):
    """enters the velocity with a factor of 1 − rho"""
    v = rho * v + (1 - rho) * g
    return w - lr * v, v


def momentum__rate_inside(w, g, v, lr, rho=0.9):
    """The learning rate is inside the velocity, and with a minus"""
    v = rho * v - lr * g
    return w + v, v


def momentum__rate_inside_plus(w, g, v, lr, rho=0.9):
    """The learning rate is inside the velocity. Here v contains only gradients"""
    v = rho * v + lr * g
    return w - v, v


def momentum__downhill_velocity(w, g, v, lr, rho=0.9):
    """The velocity has the wrong sign"""
    v = rho * v - g
    return w + lr * v, v


def momentum__uphill(w, g, v, lr, rho=0.9):
    """The steps go uphill"""
    v = rho * v + g
    return w + lr * v, v


def momentum__forgotten(w, g, v, lr, rho=0.9):
    """The velocity is not kept"""
    return w - lr * (rho * v + g), v


def momentum__one_behind(w, g, v, lr, rho=0.9):
    """The step uses the velocity that came in"""
    return w - lr * v, rho * v + g


def momentum__unused(w, g, v, lr, rho=0.9):
    """w moves by the gradient alone"""
    return w - lr * g, rho * v + g


def momentum__no_friction(w, g, v, lr, rho=0.9):
    """Nothing slows the velocity down"""
    v = v + g
    return w - lr * v, v


def momentum__rho_on_both(w, g, v, lr, rho=0.9):
    """rho shrinks the gradient too"""
    v = rho * (v + g)
    return w - lr * v, v


def momentum__rho_fixed(w, g, v, lr, rho=0.9):
    """rho is always 0.9"""
    v = 0.9 * v + g
    return w - lr * v, v


def momentum__other_default(w, g, v, lr, rho=0.99):
    """rho is left out"""
    return right.momentum(w, g, v, lr, rho)


def momentum__as_nesterov(w, g, v, lr, rho=0.9):
    """values differ; the worst is w after step 1"""
    return right.nesterov(w, g, v, lr, rho)


def momentum__w_alone(w, g, v, lr, rho=0.9):
    """Return 2 values (w after step 1, v after step 1)"""
    return w - lr * (rho * v + g)


def momentum__v_first(w, g, v, lr, rho=0.9):
    """the parameters come first"""
    v = rho * v + g
    return v, w - lr * v


def momentum__in_place(w, g, v, lr, rho=0.9):
    """changes its input v"""
    v *= rho
    v += g
    return w - lr * v, v


def momentum__rate_twice(w, g, v, lr, rho=0.9):
    """values differ"""
    v = rho * v + lr * g
    return w - lr * v, v
