"""The trusted side: asks a worker for answers, compares them, says what is wrong and why."""
