"""The tables of disaggregated data computed from a register: counted, kept back where small, set out to read."""
