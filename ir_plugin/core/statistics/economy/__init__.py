"""Specialisation, leading products, concentration and co-location."""
