"""The register as a database of PostgreSQL with PostGIS, which several offices share: all of it as SQL text."""
