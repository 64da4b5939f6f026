"""What of a register may leave the offices: consent, export profiles, and the one gate that every exporter passes."""
