"""A small class whose submissions tell a story: the whole course in one command."""
