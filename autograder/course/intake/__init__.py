"""What comes in: unpacked, given to its owners, with the time of each, put into the course."""
