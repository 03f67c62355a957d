"""The declarations: cases, reference, misconceptions, points and hints of every exercise."""
