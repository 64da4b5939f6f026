"""Candidates for an official sentra as an offer to a user."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Results, Rows
from ..figures import figure
from ..parameters import DistanceSetting, FieldChoice, LayerInput, NumberSetting, TextSetting
from ..progress import part
from ..space.hulls import Hull, hull_of
from ..texts import Text
from .groups import CLUSTERS
from .sentra_candidates import (
    BPS20,
    NEAR,
    PLACE,
    PP29,
    Businesses,
    Candidate,
    businesses_of,
    by_bps20,
    by_pp29,
    households_of,
    most_frequent,
    ordered,
    villages_of,
)
from .sentra_words import (
    BY_BPS,
    FOUND,
    GUIDE,
    HELP,
    IN_A_VILLAGE,
    NO_HOUSEHOLDS,
    NOT_KNOWN_VILLAGES,
    PARAGRAPH,
    REFERENCES,
    WITHIN,
    WITHOUT_POINT,
    WITHOUT_PRODUCT,
)
from .themes import CANDIDATE, NO_CANDIDATE, SENTRA_MEMBERS
from .units import record_of

STATUS = "KANDIDAT"
RULES = (PP29, BPS20)
COLUMNS = (
    Column(
        "sentra_id",
        "integer",
        Text("Nomor kandidat", "Number of the candidate"),
        Text("Terbesar dahulu.", "Largest first."),
    ),
    Column("produk", "text", Text("Produk", "Product")),
    Column("aturan", "text", Text("Aturan yang dipenuhi", "Rule that is met")),
    Column("n_unit", "integer", Text("Banyaknya usaha", "Businesses")),
    Column("n_pemilik_p", "integer", Text("Pemilik perempuan", "Women who own")),
    Column(
        "persen_p",
        "real",
        Text("Pemilik perempuan (%)", "Owned by women (%)"),
        Text("Dari yang jenis kelaminnya diketahui.", "Of those whose owner's sex is known."),
    ),
    Column("kelas_dominan", "text", Text("Kelas terbanyak", "Most frequent class")),
    Column("kode_desa", "text", Text("Desa", "Villages")),
    Column("rumah_tangga", "real", Text("Rumah tangga desa", "Households of the village")),
    Column("persen_rt", "real", Text("Usaha per rumah tangga (%)", "Businesses per household (%)")),
    Column("luas_km2", "real", Text("Luas selubung (km2)", "Area of the hull (km2)")),
    Column(
        "status",
        "text",
        Text("Status", "Status"),
        Text("Ditetapkan hanya dengan SK.", "Only a decree makes it official."),
    ),
)
MEMBER_COLUMNS = (
    Column("sentra_pp29", "integer", Text("Kandidat menurut PP 29/2018", "Candidate by PP 29/2018")),
    Column("sentra_bps20", "integer", Text("Kandidat menurut BPS", "Candidate by BPS")),
    Column("sentra_kelas", "text", Text("Kandidat sentra", "Candidate sentra")),
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Every candidate of every product, and for each business the candidates to which it belongs."""
    businesses, households = businesses_of(values), households_of(values)
    named = int((businesses.products != "").sum())
    for note in _missing(businesses, households, values):
        context.say(note)
    found = by_pp29(businesses, values, part(context.progress, 0.0, 0.9)) + by_bps20(businesses, households, values)
    candidates = ordered(businesses, found)
    counts = {rule.lower(): sum(each.rule == rule for each in candidates) for rule in RULES}
    paragraph = _paragraph(values, named, counts, examined=bool(households))
    fields = [values[each] for each in ("PRODUCT", "VILLAGE", "SEX", "CLASS") if values.get(each)]
    return Results(
        layers={
            "OUTPUT": _candidates(businesses, candidates, str(values["WOMAN"])),
            "MEMBERS": _members(businesses, candidates),
        },
        numbers={f"N_{rule}": counts[rule.lower()] for rule in RULES},
        notes=(Note(FOUND.format(**counts)),),
        record=record_of(METHOD, values, values["INPUT"], fields, named, paragraph),
    )


def _missing(businesses: Businesses, households: Mapping[str, float], values: Mapping[str, Any]) -> list[Note]:
    """What is not examined, and why."""
    unnamed = int((businesses.products == "").sum())
    nowhere = sum(not wkb for wkb in businesses.layer.wkb) if values["PLACE"] == NEAR else 0
    elsewhere = sum(village not in households for village in businesses.villages.tolist()) if households else 0
    counts = ((WITHOUT_PRODUCT, unnamed), (WITHOUT_POINT, nowhere), (NOT_KNOWN_VILLAGES, elsewhere))
    notes = [Note(words.format(count=count), warning=True) for words, count in counts if count]
    return notes if households else [*notes, Note(NO_HOUSEHOLDS)]


def _paragraph(values: Mapping[str, Any], units: int, counts: Mapping[str, int], examined: bool) -> Text:
    """examined: whether households were there for the rule of BPS."""
    near = WITHIN.format(distance=figure(values["DISTANCE"]))
    by_share = BY_BPS.format(share=figure(values["SHARE"]), **counts)
    return PARAGRAPH.format(
        units=units,
        minimum=values["MINIMUM"],
        place=near if values["PLACE"] == NEAR else IN_A_VILLAGE,
        bps=by_share if examined else NO_HOUSEHOLDS,
        **counts,
    )


def _candidates(businesses: Businesses, candidates: Sequence[Candidate], woman: str) -> LayerResult:
    hulls = [_hull(businesses, each) for each in candidates]
    women = [int((businesses.sexes[each.rows] == woman).sum()) for each in candidates]
    known = [int((businesses.sexes[each.rows] != "").sum()) for each in candidates]
    columns = {
        "sentra_id": list(range(1, len(candidates) + 1)),
        "produk": [each.product for each in candidates],
        "aturan": [each.rule for each in candidates],
        "n_unit": [len(each.rows) for each in candidates],
        "n_pemilik_p": [count if told else None for count, told in zip(women, known)],
        "persen_p": [100.0 * count / told if told else None for count, told in zip(women, known)],
        "kelas_dominan": [most_frequent(businesses.classes[each.rows]) for each in candidates],
        "kode_desa": [", ".join(villages_of(businesses, each)) for each in candidates],
        "rumah_tangga": [each.households for each in candidates],
        "persen_rt": [100.0 * len(each.rows) / each.households for each in candidates],
        "luas_km2": [hull.area_m2 / 1e6 if hull.wkb else None for hull in hulls],
        "status": [STATUS] * len(candidates),
    }
    return LayerResult(COLUMNS, columns, tuple(hull.wkb for hull in hulls))


def _hull(businesses: Businesses, candidate: Candidate) -> Hull:
    """Around those of its businesses that have a point; nothing where none has."""
    placed = np.array([row for row in candidate.rows.tolist() if businesses.layer.wkb[row]], np.int64)
    return hull_of(businesses.layer, placed) if len(placed) else Hull(b"", float("nan"))


def _members(businesses: Businesses, candidates: Sequence[Candidate]) -> LayerResult:
    numbers = {rule: np.full(len(businesses.layer), np.nan) for rule in RULES}
    for number_, each in enumerate(candidates, start=1):
        numbers[each.rule][each.rows] = number_
    inside = np.isfinite(numbers[PP29]) | np.isfinite(numbers[BPS20])
    classes = np.where(inside, CANDIDATE, NO_CANDIDATE).astype(object)
    return LayerResult(
        MEMBER_COLUMNS,
        {"sentra_pp29": numbers[PP29], "sentra_bps20": numbers[BPS20], "sentra_kelas": classes},
    )


METHOD = Algorithm(
    id="sentra",
    title=Text("Kandidat sentra", "Candidate sentra"),
    group=CLUSTERS,
    summary=Text(
        "Mencari, untuk semua produk sekaligus, tempat yang memenuhi aturan jumlah sebuah sentra.",
        "Finds, for all products at once, places that meet the rules of number of a sentra.",
    ),
    help=HELP,
    guide=GUIDE,
    parameters=(
        LayerInput("INPUT", Text("Layer usaha (titik)", "Layer of businesses (points)"), geometry="point"),
        FieldChoice("PRODUCT", Text("Kolom produk", "Field of products"), default="produk_utama"),
        FieldChoice("VILLAGE", Text("Kolom kode desa", "Field of village codes"), default="kode_desa"),
        PLACE,
        DistanceSetting(
            "DISTANCE",
            Text("Jarak", "Distance"),
            Text("Untuk tempat yang berdekatan.", "For places near each other."),
            default=500.0,
            minimum=0.01,
        ),
        NumberSetting(
            "MINIMUM",
            Text("Jumlah usaha minimum (PP 29/2018)", "Minimum of businesses (PP 29/2018)"),
            advanced=True,
            default=5,
            minimum=2,
            integer=True,
        ),
        LayerInput(
            "REGIONS",
            Text("Layer desa dengan rumah tangga", "Layer of villages with households"),
            Text("Untuk aturan BPS; kosong: tidak diperiksa.", "For the rule of BPS; empty: not examined."),
            optional=True,
        ),
        FieldChoice(
            "REGION_CODE", Text("Kolom kode layer desa", "Field of codes of the villages"), optional=True, of="REGIONS"
        ),
        FieldChoice(
            "REGION_HOUSEHOLDS",
            Text("Kolom rumah tangga layer desa", "Field of households of the villages"),
            optional=True,
            of="REGIONS",
            numeric=True,
        ),
        NumberSetting(
            "SHARE",
            Text("Bagian rumah tangga minimum (BPS)", "Minimum share of households (BPS)"),
            advanced=True,
            default=20.0,
            minimum=0.1,
            maximum=100.0,
            unit=Text("%", "%"),
        ),
        FieldChoice(
            "SEX",
            Text("Kolom jenis kelamin pemilik", "Field of the owner's sex"),
            Text(
                "Di register: jenis_kelamin. Kosong: bagian perempuan tidak dihitung.",
                "In the register: jenis_kelamin. Empty: the share of women is not computed.",
            ),
            optional=True,
        ),
        TextSetting(
            "WOMAN",
            Text("Kode perempuan", "Code of women"),
            Text("Nilai kolom jenis kelamin untuk perempuan.", "Value of the field of sex that means a woman."),
            advanced=True,
            default="P",
        ),
        FieldChoice(
            "CLASS",
            Text("Kolom kelas IR", "Field of the class"),
            Text("Di register: kelas_ir.", "In the register: kelas_ir."),
            optional=True,
        ),
    ),
    outputs=(
        NewLayer("OUTPUT", Text("Kandidat sentra", "Candidate sentra"), "polygon", crs_of="INPUT"),
        Rows(
            "MEMBERS",
            Text("Usaha dan kandidatnya", "Businesses and their candidates"),
            "INPUT",
            MEMBER_COLUMNS,
            SENTRA_MEMBERS,
        ),
        Number("N_PP29", Text("Kandidat menurut PP 29/2018", "Candidates by PP 29/2018")),
        Number("N_BPS20", Text("Kandidat menurut BPS", "Candidates by BPS")),
        RECORD,
    ),
    compute=compute,
    tags=("sentra", "ikm", "klaster", "produk", "pp 29/2018", "bps", "ovop"),
    references=REFERENCES,
)
