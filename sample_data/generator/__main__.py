"""python -m sample_data.generator: makes the sample anew, the same content on every run."""

from __future__ import annotations

from .answers import Answer, make_answers
from .coast import SOURCES
from .extra_rows import extra_rows
from .near_twins import near_twins
from .photos import write_photos
from .planted import write_planted
from .register import write_register
from .soiling import soil_all
from .survey import Survey, make_survey
from .truth import write_pairs, write_truth
from .wilayah import make_places, write_boundaries
from .workbook import write_workbook

TARGET = SOURCES.parent


def workbook_answers(survey: Survey) -> list[Answer]:
    """The rows of the workbook: every business, dirtied, and between them the rows that may not be imported and those
    that may be a business once more."""
    answers = make_answers(survey)
    soil_all(answers)
    rows: list[Answer] = []
    extra: dict[int, list[Answer]] = {}
    others = extra_rows(answers)
    for place, answer in [*others, *near_twins(answers, {place for place, _ in others})]:
        extra.setdefault(place, []).append(answer)
    for place, answer in enumerate(answers):
        rows += [answer, *extra.get(place, [])]
    return rows


def main() -> None:
    places = make_places()
    survey = make_survey(places)
    write_boundaries(places, TARGET / "wilayah.gpkg")
    write_planted(places, TARGET / "planted.json")
    placed = write_workbook(workbook_answers(survey), TARGET / "survei_ir_2025.xlsx")
    write_truth(placed, TARGET / "kebenaran.csv", TARGET / "kebenaran_baris.csv")
    write_pairs(placed, TARGET / "kebenaran_ganda.csv")
    write_photos(survey, TARGET / "foto")
    write_register(places, survey, TARGET / "register_contoh.gpkg")
    for path in sorted(TARGET.glob("*.*")):
        print(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB")


if __name__ == "__main__":
    main()
