"""Measures how well messages are read: the figures that decide whether a change to the reader may stay."""
