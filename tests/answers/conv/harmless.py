"""Changes of right answers that leave them right, and why."""

ANY_NEGATIVE = "NumPy's reshape takes any negative size for the one it has to find out"
WHOLE = "a whole number times NaN is told apart by its dtype first"

EQUIVALENT: dict[tuple[str, str], str] = {
    ("conv_forward_im2col", "1 -> 2"): ANY_NEGATIVE,
    ("conv_backward_im2col", "1 -> 2"): ANY_NEGATIVE,
    ("conv1x1", "1 -> 2"): ANY_NEGATIVE,
    ("conv_as_matrix", "1 -> 2"): ANY_NEGATIVE,
    ("conv_forward_grouped", "True -> False"): "np.split makes as many parts of all three",
}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {
    ("pad2d", "the first input"): "x itself is right where pad is 0, and wrong elsewhere",
    ("output_size", "zeros"): "where nothing fits it still raises the solution's error",
    ("output_size", "NaN"): WHOLE,
    ("parameter_count", "NaN"): WHOLE,
    ("receptive_field", "NaN"): WHOLE,
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
