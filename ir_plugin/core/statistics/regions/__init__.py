"""Contiguous regions of similar units."""
