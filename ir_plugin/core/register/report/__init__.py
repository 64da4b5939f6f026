"""The profile of a province or region: key figures, maps, clusters, tables, charts, methods and limits on pages."""
