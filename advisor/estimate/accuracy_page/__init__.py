"""The page that shows predicted against measured: ``python -m advisor.estimate.accuracy_page -o docs``."""
