"""Texts with the graphs that they make."""
