"""Wrong answers to nesterov. Each docstring is a part of what the judge must say."""

from autograder.solutions import optim as right


def nesterov__as_momentum(w, g, v, lr, rho=0.9):
    """This is plain momentum"""
    return right.momentum(w, g, v, lr, rho)


def nesterov__old_velocity(w, g, v, lr, rho=0.9):
    """This is plain momentum"""
    return w - lr * (g + rho * v), rho * v + g


def nesterov__ahead_of_velocity(w, g, v, lr, rho=0.9):
    """The look-ahead starts from v"""
    v = rho * v + g
    return w - lr * (v + rho * v), v


def nesterov__whole(w, g, v, lr, rho=0.9):
    """The look-ahead is a whole velocity long"""
    v = rho * v + g
    return w - lr * (g + v), v


def nesterov__ahead_alone(w, g, v, lr, rho=0.9):
    """The gradient itself is missing in the step"""
    v = rho * v + g
    return w - lr * rho * v, v


def nesterov__unused(w, g, v, lr, rho=0.9):
    """w moves by the gradient alone"""
    return w - lr * g, rho * v + g


def nesterov__uphill(w, g, v, lr, rho=0.9):
    """The steps go uphill"""
    v = rho * v + g
    return w + lr * (g + rho * v), v


def nesterov__rate_inside(w, g, v, lr, rho=0.9):
    """The learning rate is inside the velocity"""
    new = rho * v - lr * g
    return w - rho * v + (1 + rho) * new, new


def nesterov__mean(w, g, v, lr, rho=0.9):
    """enters the velocity with a factor of 1 − rho"""
    v = rho * v + (1 - rho) * g
    return w - lr * (g + rho * v), v


def nesterov__look_ahead_kept(w, g, v, lr, rho=0.9):
    """You keep the step as v"""
    v = rho * v + g
    return w - lr * (g + rho * v), g + rho * v


def nesterov__forgotten(w, g, v, lr, rho=0.9):
    """The velocity is not kept"""
    return right.nesterov(w, g, v, lr, rho)[0], v


def nesterov__rho_fixed(w, g, v, lr, rho=0.9):
    """rho is always 0.9"""
    return right.nesterov(w, g, v, lr)
