"""What the gate lets out of those businesses of a register that a layer shows, each known by its id again."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any, Dict, Hashable, List, Mapping, NamedTuple, Optional, Tuple

from ...industry.privacy.columns import POSITION, VILLAGE_ONLY
from ...industry.privacy.gate import Candidate, Point, gate
from ...industry.privacy.layer_columns import KEY
from ...industry.privacy.profiles import Profile
from ...progress import STEP, Progress, no_progress, part, watched
from ..geopackage import reading
from ..registers import require_register
from .candidates import candidates

LANGUAGE = "id"
"""In which the summary of a register, and so the layers made of it, name products."""

READ = 0.4
"""The share of the time that reading the register takes."""

ID = "id"
"""The column of the catalogue that tells nothing, under which the key of a business goes through the gate beside what
the profile lets out."""


class PassedBusiness(NamedTuple):
    """values: by the names of the profile's columns. point: longitude and latitude, its own or its village's; None
    where neither may be told. is_moved: whether it is the village's."""

    values: Mapping[str, Any]
    point: Optional[Point]
    is_moved: bool


class PassedBusinesses(NamedTuple):
    """by_id: those that passed. left_out: see ``gate.Passed``."""

    by_id: Mapping[str, PassedBusiness]
    left_out: Mapping[Tuple[str, str], int]


def passed_businesses(
    register: str, shown: Mapping[str, Hashable], profile: Profile, on: str, progress: Progress = no_progress
) -> PassedBusinesses:
    """The businesses of a layer that may leave a register on a day (ISO 8601).

    shown: by id, what the layer tells of them that the register does not know, such as the number of a cluster. Where
    a profile wants owners alike before it tells of them, only those count as alike of whom this is the same too.
    UserError where the file is no register.
    """
    groups: Dict[Hashable, List[Candidate]] = defaultdict(list)
    with reading(register) as connection:
        require_register(connection, register)
        for number, each in enumerate(candidates(connection, LANGUAGE)):
            if number % STEP == 0:
                progress(READ * number / max(len(shown), number, 1))
            key = each.values[KEY]
            if key in shown:
                asking = each._replace(values={**each.values, ID: key})
                groups[shown[key] if profile.coarser else None].append(asking)
    wanted, by_id = replace(profile, columns=(ID, *profile.columns)), {}
    left_out: Counter[Tuple[str, str]] = Counter()
    judging = part(progress, READ, 1.0)
    for number, group in enumerate(groups.values()):
        share = part(judging, number / len(groups), (number + 1) / len(groups))
        passed = gate(watched(group, share), wanted, on)
        left_out.update(passed.left_out)
        for row, point in zip(passed.rows, passed.points):
            by_id[row.pop(ID)] = PassedBusiness(row, point, row[POSITION] == VILLAGE_ONLY)
    return PassedBusinesses(by_id, left_out)
