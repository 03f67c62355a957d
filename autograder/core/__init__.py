"""The nouns: exercises, verdicts, errors, a student's folder, what commands return."""
