"""Scores as files that other programs read."""
