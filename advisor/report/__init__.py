"""The recommendation as Markdown, HTML and JSON."""
