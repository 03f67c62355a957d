"""Submissions: unpacked, given to their owners, repaired, staged for the judge."""
