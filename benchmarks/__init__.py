"""Measurements against a baseline in the same run: `make bench`, `make bench-crash`."""
