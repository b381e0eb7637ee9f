"""Questions, their order, and the reading of free text into answers."""
