"""Changes of right answers that leave them right, and why."""

EQUIVALENT = {
    ("elu", "np.minimum(x, 0) -> x"): "np.where takes the other branch where e^x overflows",
    ("elu", "0 -> 1"): "the minimum with 1 bounds the exponent as well",
    ("elu_backward", "np.minimum(x, 0) -> x"): "as in elu",
    ("elu_backward", "0 -> 1"): "as in elu",
    ("backpropagate", "True -> False"): "a vjp gives as many gradients as it has inputs",
}
"""By function and change: mutants of the solutions."""

HARMLESS = {
    ("relu_jacobian", "half precision"): "0 and 1 are exact in every precision",
    ("affine_forward", "zeros"): "an error that is due is raised as before, and is right",
    ("svm_loss", "zeros"): "where every right class is far ahead, loss and gradient are 0",
    ("jacobian_bytes", "NaN"): "an integer times NaN is told apart by its dtype first",
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
