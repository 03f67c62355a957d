"""nbgrader's gradebook and notebooks: what we write there and what we read."""
