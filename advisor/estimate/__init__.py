"""Physics and money as pure functions."""
