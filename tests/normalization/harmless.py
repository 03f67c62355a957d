"""Changes of right answers that leave them right, and why."""

EQUIVALENT: dict[tuple[str, str], str] = {}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
