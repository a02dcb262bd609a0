"""The rules that a bundle is checked by, one theme a module."""
