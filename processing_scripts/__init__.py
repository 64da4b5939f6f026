"""The headless face: every algorithm that needs no QGIS, from a shell, on geopandas and shapely."""
