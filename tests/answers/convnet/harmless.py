"""Changes of right answers that leave them right, and why."""

RAISES = "where nothing can be answered it still raises the solution's error"
WHOLE = "a whole number times NaN is told apart by its dtype first"

EQUIVALENT: dict[tuple[str, str], str] = {
    ("fc_to_conv", "1 -> 2"): "NumPy's reshape takes any negative size for the one it finds out",
    ("costs", "True -> False"): "there are as many shapes as layers: strict changes nothing",
    ("convnet_loss", "2 -> 3"): "filters are square: shape[2] is shape[3]",
    ("occlusion", "True -> False"): "there are as many images as places: strict changes nothing",
    ("interleave", "0 -> 1"): "both maps of a row have as many rows",
}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {
    ("parse", "text"): "the words are strings already",
    ("parse", "NaN"): "a word has no product with NaN: it is an error",
    ("parse", "nothing"): "a list of None is a list: its first entry is told",
    ("parse", "zeros"): RAISES,
    ("shapes", "zeros"): RAISES,
    ("costs", "zeros"): RAISES,
    ("seen_by", "zeros"): RAISES,
    ("topk_error", "zeros"): "where the right class is among the first k, the error is 0",
    ("ascend", "the second input"): "x itself is right if there is no step, and wrong elsewhere",
    ("shapes", "NaN"): WHOLE,
    ("costs", "NaN"): WHOLE,
    ("training_bytes", "NaN"): WHOLE,
    ("inference_bytes", "NaN"): WHOLE,
    ("seen_by", "NaN"): WHOLE,
    ("confusion", "NaN"): WHOLE,
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
