"""The right answers, in PyTorch."""
