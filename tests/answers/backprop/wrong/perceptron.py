"""Wrong answers to perceptron. Each docstring is a part of what the judge must say."""

from autograder.solutions import backprop as right


def perceptron_step__no_threshold(w, b, x, d, lr):
    """The error is taken from w·x + b itself"""
    e = d - (w @ x + b)
    return w + lr * e * x, b + lr * e


def perceptron_step__fires_at_zero(w, b, x, d, lr):
    """answers 1 where w·x + b is exactly 0"""
    e = d - int(w @ x + b >= 0)
    return w + lr * e * x, b + lr * e


def perceptron_step__bias_kept(w, b, x, d, lr):
    """The bias stays as it was"""
    return right.perceptron_step(w, b, x, d, lr)[0], b


def perceptron_step__unlearns(w, b, x, d, lr):
    """The correction has the wrong sign"""
    return right.perceptron_step(w, b, x, d, -lr)


def perceptron_step__hebb(w, b, x, d, lr):
    """The weights move after right answers too"""
    return w + lr * d * x, b + lr * d


def perceptron_step__without_lr(w, b, x, d, lr):
    return right.perceptron_step(w, b, x, d, 1.0)


def perceptron_step__signs(w, b, x, d, lr):
    """The answer of the perceptron is −1 or 1 here"""
    y = 1 if w @ x + b > 0 else -1
    return w + lr * (d - y) * x, b + lr * (d - y)


def perceptron_step__without_bias_in_the_sum(w, b, x, d, lr):
    """The bias takes no part in the decision"""
    e = d - int(w @ x > 0)
    return w + lr * e * x, b + lr * e


def perceptron_step__without_x(w, b, x, d, lr):
    e = d - int(w @ x + b > 0)
    return w + lr * e, b + lr * e


def perceptron_step__only_towards_one(w, b, x, d, lr):
    """Only a wrong 0 is corrected"""
    return (w + lr * x, b + lr) if d == 1 and w @ x + b <= 0 else (w, b)


def perceptron_step__in_place(w, b, x, d, lr):
    e = d - int(w @ x + b > 0)
    w += lr * e * x
    return w, b + lr * e


def perceptron_step__update_alone(w, b, x, d, lr):
    e = lr * (d - int(w @ x + b > 0))
    return e * x, e
