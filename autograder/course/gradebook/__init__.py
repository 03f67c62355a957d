"""nbgrader's gradebook: what is written there, what is read, and by which of its converters."""
