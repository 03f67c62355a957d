"""Changes of right answers that leave them right, and why."""

_NOISE = "sigma * rng.standard_normal(x.shape)"

EQUIVALENT: dict[tuple[str, str], str] = {
    ("add_noise", f"x + {_NOISE} -> x - {_NOISE}"): "noise is as often positive as negative",
}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {
    ("train_val_test_split", "NaN"): "labels times NaN are told apart by their dtype first",
    ("EarlyStopping", "an input changed"): "it is told single numbers, which nobody can change",
    ("EarlyStopping", "NaN"): "True and False times NaN are told apart by their dtype first",
    ("l1_penalty", "zeros"): "where the strength is 0, penalty and gradient are 0",
    ("l2_penalty", "zeros"): "as in l1_penalty",
    ("max_norm", "the first input"): "w itself is right where no column is too long",
    ("horizontal_flip", "the first input"): "x itself is right where no image is mirrored",
    ("random_crop", "the first input"): "x itself is right where pad is 0, and wrong elsewhere",
    ("add_noise", "the first input"): "x itself is right where sigma is 0, and wrong elsewhere",
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
