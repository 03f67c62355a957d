"""What counts of a submission: chosen, repaired, packed at home, staged for the judge."""
