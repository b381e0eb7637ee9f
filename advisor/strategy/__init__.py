"""The options as data, and candidate plans from a profile and the catalogue."""
