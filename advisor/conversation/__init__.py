"""One dialogue for every front end."""
