"""Rule packs: conditions, evaluation with a trace, tests and lint."""
