"""Every model solution of assignment 07 and what is changed in it, by stub and label."""

from __future__ import annotations

from answers.arch.changes import dense, early, functions, inception, mobile, nas, residual

FAMILIES = (early, inception, residual, dense, mobile, nas, functions)
CHANGES = {stub: changes for family in FAMILIES for stub, changes in family.CHANGES.items()}
