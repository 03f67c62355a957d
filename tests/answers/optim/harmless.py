"""Changes of right answers that leave them right, and why."""

EQUIVALENT: dict[tuple[str, str], str] = {}
"""By function and change: mutants of the solutions."""

HARMLESS: dict[tuple[str, str], str] = {
    ("minibatches", "NaN"): "the labels are integers: that they are none now is said first",
    ("step_decay", "the second input"): "without milestones the rate is lr0, and that is right",
    ("inverse_sqrt", "zeros"): "an error that is due is raised as before, and is right",
}
"""By function and change: bent outputs that are right after all, or wrong for another reason."""
