"""The learned part of the finder: every labelled phrase votes for its case types."""
