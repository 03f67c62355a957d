"""Changes of right answers that leave them right, and why."""

EQUIVALENT: dict[tuple[str, str], str] = {}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {
    ("parse", "text"): "the words are strings already",
    ("parse", "NaN"): "a word has no product with NaN: it is an error",
    ("parse", "nothing"): "a list of None is a list: its first entry is told",
    ("parse", "zeros"): "where there is a mistake it still raises the solution's error",
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
