"""The rules of ``core/industry/checks`` evaluated over a register."""
