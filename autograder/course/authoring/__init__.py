"""What a maintainer of the course uses: start an exercise, check that nothing is missing."""
