"""The headings of the toolbox under which the methods stand."""

from __future__ import annotations

from ..declaration import Group
from ..texts import Text

HOT_SPOTS = Group("hotspots", Text("Titik panas", "Hot spots"))
CLUSTERS = Group("clusters", Text("Klaster", "Clusters"))
