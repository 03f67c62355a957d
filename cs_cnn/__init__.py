"""The student's package: every module here is yours to fill in with NumPy."""
