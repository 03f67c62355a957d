"""What is right, in PyTorch."""
