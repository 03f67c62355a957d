"""Changes of right answers that leave them right, and why."""

EQUIVALENT = {
    ("max_pool_backward", "1 -> 2"): "reshape takes any negative number for the side it works out",
    ("max_unpool", "1 -> 2"): "as in max_pool_backward",
}
"""By function and change: mutants of the solutions."""

HARMLESS = {
    ("output_size", "NaN"): "an integer times NaN is told apart by its dtype first",
    ("output_size", "zeros"): "an error that is due is raised as before, and is right",
    ("max_pool_forward", "NaN"): "as in output_size: the switches are integers",
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
