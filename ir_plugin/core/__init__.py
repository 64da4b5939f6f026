"""What we know about home industries and statistics: standard library and numpy only, no QGIS."""
