"""The secret of every course in the tests."""

SECRET = b"the same secret in every test..."
"""One for all, so that the outputs of the references are computed once."""
