"""The same methods beyond one machine: rows in parts by place, each part a task, exact merging of what parts share."""

SCALE = "scale"
"""The verb of all of them."""
