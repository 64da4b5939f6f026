"""Businesses of a register on their way out: read, passed through the gate, written to a file of their own."""
