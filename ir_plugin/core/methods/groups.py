"""The headings of the toolbox under which the methods stand."""

from __future__ import annotations

from ..declaration import Group
from ..texts import Text

NEIGHBOURS = Group("neighbours", Text("Ketetanggaan", "Neighbours"))
HOT_SPOTS = Group("hotspots", Text("Titik panas", "Hot spots"))
CLUSTERS = Group("clusters", Text("Klaster", "Clusters"))
ECONOMY = Group("economy", Text("Spesialisasi dan konsentrasi", "Specialisation and concentration"))
EXPLANATIONS = Group("explanations", Text("Penjelasan dan pemeriksaan", "Explanations and checks"))

METHOD_GROUPS = (NEIGHBOURS, HOT_SPOTS, CLUSTERS, ECONOMY, EXPLANATIONS)
