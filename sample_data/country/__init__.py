"""A made country for measuring: villages that tile it, and as many businesses as wanted, gathered as towns gather."""
