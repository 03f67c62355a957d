"""Wrong steps, without and with a velocity. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import optim as right


def sgd__uphill(w, g, lr):
    """The step goes uphill"""
    return w + lr * g


def sgd__without_rate(w, g, lr):
    """The learning rate has no part in the step"""
    return w - g


def sgd__step_alone(w, g, lr):
    """What comes back is the step alone"""
    return -lr * g


def sgd__minus_forgotten_alone(w, g, lr):
    """values differ"""
    return lr * g


def sgd__divided(w, g, lr):
    """divided by the learning rate"""
    return w - g / lr


def sgd__not_moved(w, g, lr):
    """The parameters come back as they were"""
    return w.copy()


def sgd__in_place(w, g, lr):
    """changes its input w"""
    w -= lr * g
    return w


def sgd__gradient_scaled_in_place(w, g, lr):
    """changes its input gradients"""
    g *= lr
    return w - g


def sgd__no_return(w, g, lr):
    """is the `return` missing?"""
    w = w - lr * g


def sgd__normalised(w, g, lr):
    """values differ"""
    return w - lr * g / np.linalg.norm(g) if g.any() else w


def sgd__signs(w, g, lr):
    """Every step has the same length"""
    return w - lr * np.sign(g)


def sgd__multiplied(w, g, lr):
    """values differ"""
    return w * (1 - lr * g)


def sgd__mean_gradient(w, g, lr):
    """values differ"""
    return w - lr * g.mean()


def sgd__two_outputs(w, g, lr):
    """yours is a tuple"""
    return w - lr * g, lr


def momentum__mean(w, g, v, lr, rho=0.9):
    """enters the velocity with a factor of 1 − rho"""
    v = rho * v + (1 - rho) * g
    return w - lr * v, v


def momentum__rate_inside(w, g, v, lr, rho=0.9):
    """The learning rate is inside the velocity, and with a minus"""
    v = rho * v - lr * g
    return w + v, v


def momentum__rate_inside_plus(w, g, v, lr, rho=0.9):
    """lr comes in when w moves"""
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
    """The velocity does not get kept"""
    return w - lr * (rho * v + g), v


def momentum__one_behind(w, g, v, lr, rho=0.9):
    """The step is taken with the velocity that came in"""
    return w - lr * v, rho * v + g


def momentum__unused(w, g, v, lr, rho=0.9):
    """w moves by the gradient alone"""
    return w - lr * g, rho * v + g


def momentum__no_friction(w, g, v, lr, rho=0.9):
    """Nothing slows the velocity down"""
    v = v + g
    return w - lr * v, v


def momentum__rho_on_both(w, g, v, lr, rho=0.9):
    """rho takes from the gradient as well"""
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


def nesterov__as_momentum(w, g, v, lr, rho=0.9):
    """This is plain momentum"""
    return right.momentum(w, g, v, lr, rho)


def nesterov__old_velocity(w, g, v, lr, rho=0.9):
    """This is plain momentum"""
    return w - lr * (g + rho * v), rho * v + g


def nesterov__ahead_of_velocity(w, g, v, lr, rho=0.9):
    """The look ahead is taken from v, which holds g already"""
    v = rho * v + g
    return w - lr * (v + rho * v), v


def nesterov__whole(w, g, v, lr, rho=0.9):
    """rho is missing in front of v"""
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
    """What is kept as v is the step"""
    v = rho * v + g
    return w - lr * (g + rho * v), g + rho * v


def nesterov__forgotten(w, g, v, lr, rho=0.9):
    """The velocity does not get kept"""
    return right.nesterov(w, g, v, lr, rho)[0], v


def nesterov__rho_fixed(w, g, v, lr, rho=0.9):
    """rho is always 0.9"""
    return right.nesterov(w, g, v, lr)
