"""The tables and triggers that make an SQLite file a GeoPackage (OGC 12-128r15, version 1.2, R-tree extension)."""

from __future__ import annotations

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10200  # the newest version that the GDAL of every supported QGIS reads without a warning

STYLES = "layer_styles"
"""QGIS's table of looks, which it makes by itself."""

METADATA_TABLES = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
    "description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
    "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
)

REFERENCE_SYSTEM_COLUMNS = (
    "srs_name",
    "srs_id",
    "organization",
    "organization_coordsys_id",
    "definition",
    "description",
)
REFERENCE_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    (
        "WGS 84 geodetic",
        4326,
        "EPSG",
        4326,
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
        'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
        'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid",
    ),
)

COUNTS_TABLE = " ".join(
    (
        "CREATE TABLE IF NOT EXISTS gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY,",
        "feature_count INTEGER DEFAULT NULL)",
    )
)
"""GDAL's own table of how many rows each table has. Without it QGIS counts the rows of a filtered layer unfiltered."""
COUNT_TRIGGERS = (("insert", "INSERT", "+ 1"), ("delete", "DELETE", "- 1"))

RTREE_SPECIFICATION = "http://www.geopackage.org/spec120/#extension_rtree"

_HAS = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
_HAS_NOT = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
_ENTER = (
    "INSERT OR REPLACE INTO {rtree} VALUES "
    "(NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));"
)
_LEAVE = " ".join(("DELETE", "FROM {rtree} WHERE id = OLD.fid;"))
_LEAVE_BOTH = " ".join(("DELETE", "FROM {rtree} WHERE id IN (OLD.fid, NEW.fid);"))
_SAME_ROW, _OTHER_ROW = "OLD.fid = NEW.fid", "OLD.fid != NEW.fid"

RTREE_TRIGGERS = (
    # (name, event, condition, what is done), as the specification has them
    ("insert", "INSERT", _HAS, (_ENTER,)),
    ("update1", "UPDATE OF geom", f"{_SAME_ROW} AND {_HAS}", (_ENTER,)),
    ("update2", "UPDATE OF geom", f"{_SAME_ROW} AND {_HAS_NOT}", (_LEAVE,)),
    ("update3", "UPDATE", f"{_OTHER_ROW} AND {_HAS}", (_LEAVE, _ENTER)),
    ("update4", "UPDATE", f"{_OTHER_ROW} AND {_HAS_NOT}", (_LEAVE_BOTH,)),
    ("delete", "DELETE", "OLD.geom NOT NULL", (_LEAVE,)),
)
