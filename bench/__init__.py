"""Figures of Suar, each beside its floor, measured in one run: `make bench`."""
