"""What a report tells, read from the register once; the pages are made of it in either language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Mapping, Optional, Sequence, Tuple

from ...industry.disaggregated_tables import MEN, WOMEN
from ...industry.disaggregated_tables.declaration import KBLI
from ...industry.privacy.profiles import Profile
from ...industry.regions import PROVINCE
from ...progress import Progress, no_progress
from ..business_filter import BusinessFilter
from ..disaggregated.businesses import industry_group
from ..disaggregated.counts import EVERYBODY
from ..disaggregated.edition import Edition, edition
from ..disaggregated.figures import BOTH
from ..geopackage import reading
from ..overview import overview
from ..registers import require_register
from ..run_records import Run, read_runs
from .clusters import Cluster, Shown, clusters


@dataclass(frozen=True)
class Content:
    """edition: the figures, small ones hidden. completeness: the mean share of the key facts that a business of the
    region has, 0 to 1; None where nothing may be told. clusters: that have a member in the region. runs: the analyses
    that the register keeps, the last one first. sources: of the boundaries. map_region: the code of the region whose
    map is drawn.
    """

    edition: Edition
    completeness: Optional[float]
    clusters: Sequence[Cluster]
    runs: Sequence[Run]
    sources: Sequence[str]
    map_region: str

    @property
    def businesses(self) -> Optional[int]:
        """How many are counted in the region; None where that stays hidden."""
        return self.edition.figures.number(EVERYBODY, BOTH, self.edition.region)

    @property
    def is_empty(self) -> bool:
        """Whether no business is counted, and that may be told."""
        return self.businesses == 0

    @property
    def map_values(self) -> Mapping[str, Tuple[Optional[int], Optional[float]]]:
        """By code of the regions below: businesses, and the per cent owned by women; None where hidden, a share also
        where there is no business."""
        figures = self.edition.figures
        found: dict[str, Tuple[Optional[int], Optional[float]]] = {}
        for code in self.edition.regions_below:
            men, women, both = (figures.number(EVERYBODY, sex, code) for sex in (MEN, WOMEN, BOTH))
            share = None if men is None or women is None or not both else 100.0 * women / both
            found[code] = (both, share)
        return found


def content(
    register: str,
    region: str,
    period: Optional[str],
    profile: Profile,
    least: int,
    on: str,
    progress: Progress = no_progress,
) -> Content:
    """Reads a register for a region (its code, "" for all) and a period (None: the latest), by consent on a day.

    UserError for a region or period that the register does not have, or where it has no businesses to count.
    """
    with reading(register) as connection:
        require_register(connection, register)
        made = edition(connection, register, region, period, profile, least, progress)
        runs = read_runs(register)
        found = clusters(connection, runs, made.region, profile, made.least, on, _shown_in(made))
        query = "SELECT DISTINCT sumber_batas FROM ref_wilayah WHERE sumber_batas IS NOT NULL ORDER BY 1"
        sources: List[str] = [row[0] for row in connection.execute(query)]
        query = "SELECT kode_dagri FROM ref_wilayah WHERE tingkat = ? ORDER BY 1"
        province = connection.execute(query, (PROVINCE,)).fetchone()
    told = made.figures.number(EVERYBODY, BOTH, made.region)
    complete = overview(register, BusinessFilter(region=made.region)).completeness if told else None
    return Content(made, complete, found, runs, sources, made.region or (province[0] if province else ""))


def _shown_in(made: Edition) -> Shown:
    """Whether the tables tell a number that the members of a cluster are part of."""

    def is_shown(industry: Optional[str], region: str) -> bool:
        row = (KBLI, industry_group(industry), "")
        return made.figures.number(row, BOTH, region) is not None

    return is_shown
