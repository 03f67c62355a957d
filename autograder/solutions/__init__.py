"""Model solutions in NumPy, drop-in files for cs_cnn/. For instructors; never released."""
