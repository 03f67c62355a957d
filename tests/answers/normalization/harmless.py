"""Changes of right answers that leave them right, and why."""

ANY_NEGATIVE = "NumPy's reshape takes any negative size for the one it has to find out"

EQUIVALENT: dict[tuple[str, str], str] = {
    ("groupnorm_forward", "1 -> 2"): ANY_NEGATIVE,
    ("groupnorm_backward", "1 -> 2"): ANY_NEGATIVE,
}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
