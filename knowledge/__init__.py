"""Answers to what people ask before they go, written from checked facts, and the search that finds them."""
