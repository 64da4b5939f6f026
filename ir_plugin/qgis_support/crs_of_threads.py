"""Coordinate systems that outlive the thread in which they were made.

QGIS keeps the systems that it has made for all threads, but the definition of each belongs to the thread that made it
first and ends with it (seen in 3.40). The system then is still valid and has its code, but no definition: a layer that
is written with it has none, and what is transformed with it stays where it is, without a word.
"""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem


def make_crs_anew() -> None:
    """From now on systems are made by the thread that asks for them; for the main thread before it loads layers that
    stay, and for threads that have ended."""
    QgsCoordinateReferenceSystem.invalidateCache()


def with_definition(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """The same system with its definition, where that has ended with a thread; one without a code stays as it is."""
    if not crs.isValid() or crs.toWkt():
        return crs
    make_crs_anew()
    again = QgsCoordinateReferenceSystem(crs.authid())
    return again if again.isValid() else crs
