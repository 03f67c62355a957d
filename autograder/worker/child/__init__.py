"""What runs beside student code, and what the sandbox mounts: standard library and NumPy alone."""
