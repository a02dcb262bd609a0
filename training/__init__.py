"""Trains the statistical model of `language` from the corpus; never needed to use it."""
