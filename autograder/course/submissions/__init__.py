"""Work handed in: unpacked, given to its owner, checked, staged for the judge."""
