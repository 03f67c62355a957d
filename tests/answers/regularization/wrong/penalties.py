"""Wrong penalties. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def l1_penalty__no_sign(w, lam):
    """The gradient has lost its sign"""
    return lam * np.abs(w).sum(), lam * np.ones_like(w)


def l1_penalty__mean(w, lam):
    """averaged over the weights. Here it is their sum"""
    return lam * np.abs(w).mean(), lam * np.sign(w) / w.size


def l1_penalty__mean_of_the_value_alone(w, lam):
    """the gradient is that of the sum"""
    return lam * np.abs(w).mean(), lam * np.sign(w)


def l1_penalty__gradient_of_l2(w, lam):
    """The gradient is that of the L2 penalty"""
    return lam * np.abs(w).sum(), 2 * lam * w


def l1_penalty__sizes(w, lam):
    """the penalty of each weight"""
    return lam * np.abs(w).sum(), lam * np.abs(w)


def l1_penalty__no_strength(w, lam):
    """lam is missing in it"""
    return lam * np.abs(w).sum(), np.sign(w)


def l1_penalty__divided(w, lam):
    """You divide w by |w|"""
    return lam * np.abs(w).sum(), lam * w / np.abs(w)


def l1_penalty__too_steep_at_zero(w, lam):
    """Not satisfied: where w is 0, the gradient is between −λ and λ"""
    return lam * np.abs(w).sum(), lam * np.where(w == 0, 1.01, np.sign(w))


def l1_penalty__strength_divided(w, lam):
    """between −λ and λ"""
    return lam * np.abs(w).sum(), lam / np.sign(w)


def l1_penalty__cancels(w, lam):
    """Weights of opposite sign cancel out"""
    return lam * w.sum(), lam * np.sign(w)


def l1_penalty__one_array(w, lam):
    """penalty must be a single number"""
    return lam * np.abs(w), lam * np.sign(w)


def l1_penalty__gradient_alone(w, lam):
    """Return 2 values (penalty, gradient)"""
    return lam * np.sign(w)


def l1_penalty__downhill(w, lam):
    """gradient is the expected value times −1 (a sign)"""
    return lam * np.abs(w).sum(), -lam * np.sign(w)


def l2_penalty__no_2(w, lam):
    """The 2 of the square is missing"""
    return lam * (w**2).sum(), lam * w


def l2_penalty__half(w, lam):
    """without the ½"""
    return lam / 2 * (w**2).sum(), lam * w


def l2_penalty__half_of_the_value(w, lam):
    """The penalty has a ½ that the gradient lacks"""
    return lam / 2 * (w**2).sum(), 2 * lam * w


def l2_penalty__mean(w, lam):
    """averaged over the weights. Here it is their sum"""
    return lam * (w**2).mean(), 2 * lam * w / w.size


def l2_penalty__mean_of_the_value_alone(w, lam):
    """the gradient is that of the sum"""
    return lam * (w**2).mean(), 2 * lam * w


def l2_penalty__norm(w, lam):
    """You take a root"""
    return lam * np.linalg.norm(w), 2 * lam * w


def l2_penalty__sign(w, lam):
    """The gradient is that of the L1 penalty"""
    return lam * (w**2).sum(), lam * np.sign(w)


def l2_penalty__no_strength(w, lam):
    """lam is missing in it"""
    return lam * (w**2).sum(), 2 * w


def l2_penalty__per_row(w, lam):
    """penalty must be a single number"""
    return lam * (w**2).sum(axis=0), 2 * lam * w


def l2_penalty__decays_in_place(w, lam):
    """changes its input w"""
    value = lam * (w**2).sum()
    w *= 2 * lam
    return value, w


def elastic_net_penalty__divided(w, lam1, lam2):
    """where w is 0, the gradient is a number"""
    gradient = lam1 * w / np.abs(w) + 2 * lam2 * w
    return lam1 * np.abs(w).sum() + lam2 * (w**2).sum(), gradient


def elastic_net_penalty__exchanged(w, lam1, lam2):
    """The two strengths are swapped"""
    return right.elastic_net_penalty(w, lam2, lam1)


def elastic_net_penalty__no_2(w, lam1, lam2):
    """The 2 of the square is missing"""
    return right.elastic_net_penalty(w, lam1, lam2)[0], lam1 * np.sign(w) + lam2 * w


def elastic_net_penalty__half(w, lam1, lam2):
    """Here there is no ½"""
    return right.elastic_net_penalty(w, lam1, lam2 / 2)


def elastic_net_penalty__slope_of_squares(w, lam1, lam2):
    """The gradient contains only the L2 half"""
    return right.elastic_net_penalty(w, lam1, lam2)[0], 2 * lam2 * w


def elastic_net_penalty__slope_of_sizes(w, lam1, lam2):
    """The gradient contains only the L1 half"""
    return right.elastic_net_penalty(w, lam1, lam2)[0], lam1 * np.sign(w)


def elastic_net_penalty__mean(w, lam1, lam2):
    """averaged over the weights"""
    value, gradient = right.elastic_net_penalty(w, lam1, lam2)
    return value / w.size, gradient / w.size


def elastic_net_penalty__no_sign(w, lam1, lam2):
    """lost the sign of its L1 half"""
    return right.elastic_net_penalty(w, lam1, lam2)[0], lam1 + 2 * lam2 * w


def elastic_net_penalty__share(w, lam1, lam2):
    """penalty is"""
    value = lam1 * (lam2 * np.abs(w).sum() + (1 - lam2) * (w**2).sum())
    return value, lam1 * (lam2 * np.sign(w) + 2 * (1 - lam2) * w)


def l1_penalty__of_positive(w, lam):
    """Negative weights have no slope"""
    return lam * np.abs(w).sum(), lam * (w > 0)


def l1_penalty__without_strength(w, lam):
    """lam is not used"""
    return np.abs(w).sum(), np.sign(w)


def l1_penalty__gradient_first(w, lam):
    """The two are swapped"""
    return lam * np.sign(w), lam * np.abs(w).sum()


def l1_penalty__sum_over_one_axis(w, lam):
    """where w has more than one axis"""
    return lam * np.abs(w).sum(axis=0), lam * np.sign(w)


def l2_penalty__norm_and_gradient(w, lam):
    """This is the L2 norm of the weights and its gradient"""
    length = np.linalg.norm(w)
    return lam * length, lam * w / length


def l2_penalty__without_strength(w, lam):
    """lam is not used"""
    return np.sum(w**2), 2 * w


def l2_penalty__gradient_first(w, lam):
    """The two are swapped"""
    return 2 * lam * w, lam * np.sum(w**2)
