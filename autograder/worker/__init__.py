"""The untrusted side: a child process with one student's code and NumPy."""
