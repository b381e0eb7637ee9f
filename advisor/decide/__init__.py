"""From plans and findings to a recommendation."""
