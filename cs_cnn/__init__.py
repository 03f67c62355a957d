"""Your package: you write the functions in these files with NumPy. `given/` is written for you."""
