"""Divides the land among the villages: Voronoi cells cut by the coast, without gaps or overlaps."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from .coast import GRID, Village


def divide(land: list[Polygon], villages: list[Village]) -> list[MultiPolygon]:
    """A multipolygon for each village. Neighbours share their vertices; together they are exactly the land.

    The villages of an island divide it among themselves; an island without a village belongs whole to the nearest
    one, so that no boundary runs across a strait. A piece of a cell that a bay has cut off goes to the neighbour
    that it borders on most.
    """
    pieces: dict[int, list[Polygon]] = defaultdict(list)
    settled = defaultdict(list)
    for number, village in enumerate(villages):
        settled[village.island].append(number)
    points = shapely.STRtree([village.point for village in villages])
    for island, coast in enumerate(land):
        if island in settled:
            for number, parts in _divide_island(coast, settled[island], villages).items():
                pieces[number] += parts
        else:
            pieces[int(points.query_nearest(coast)[0])].append(coast)
    return [
        shapely.MultiPolygon(sorted(pieces[number], key=lambda part: -part.area)) for number in range(len(villages))
    ]


def _divide_island(coast: Polygon, numbers: list[int], villages: list[Village]) -> dict[int, list[Polygon]]:
    if len(numbers) == 1:
        return {numbers[0]: [coast]}
    points = [villages[number].point for number in numbers]
    edges = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=coast, only_edges=True)
    lines = shapely.unary_union([coast.exterior, *coast.interiors, shapely.intersection(edges, coast)], grid_size=GRID)
    faces = [face for face in shapely.get_parts(shapely.polygonize([lines])) if coast.contains(face.point_on_surface())]
    nearest = shapely.STRtree(points)
    owners = [int(nearest.query_nearest(face.representative_point())[0]) for face in faces]
    _reassign_cut_off(faces, owners, points)
    return {
        number: _parts(shapely.coverage_union_all([face for face, owner in zip(faces, owners) if owner == place]))
        for place, number in enumerate(numbers)
    }


def _reassign_cut_off(faces: list[Polygon], owners: list[int], points: list[shapely.Point]) -> None:
    """Gives each face that does not hold its owner's point to the neighbour with the longest common border."""
    home = [bool(face.intersects(points[owner])) for face, owner in zip(faces, owners)]
    waiting = [number for number in range(len(faces)) if not home[number]]
    tree = shapely.STRtree(faces)
    while waiting:
        later = []
        for number in waiting:
            others = [int(other) for other in tree.query(faces[number], predicate="intersects") if home[other]]
            shared = [shapely.intersection(faces[number], faces[other]).length for other in others]
            if shared and max(shared) > 0:
                owners[number], home[number] = owners[others[int(np.argmax(shared))]], True
            else:
                later.append(number)
        if len(later) == len(waiting):
            raise ValueError(f"{len(later)} pieces of land border on no village's cell")
        waiting = later


def _parts(geometry: shapely.Geometry) -> list[Polygon]:
    return list(shapely.get_parts(geometry))


def _largest_first(parts: list[Polygon]) -> MultiPolygon:
    return MultiPolygon(sorted(parts, key=lambda part: -part.area))
