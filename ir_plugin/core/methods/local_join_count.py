"""Local join counts as an offer to a user: where units of one category lie side by side more often than by chance."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, Guide, Number, Results, Rows
from ..errors import UserError
from ..layer import Layer
from ..parameters import FieldChoice, LayerInput, TextSetting
from ..progress import part
from ..statistics.join_counts import local_joins
from ..statistics.multiple_tests import adjusted_p
from ..statistics.permutation import Ranks, p_values
from ..texts import Text
from .groups import HOT_SPOTS as GROUP
from .inference_settings import (
    ALPHA,
    BENJAMINI,
    CORRECTION,
    ONLY_PERMUTATIONS,
    SEED,
    Inference,
    Whole,
    inference_notes,
    neighbour_sum_ranks,
)
from .local_results import LocalSetting, Told, classes_of, local_columns, local_results, told
from .themes import GATHERED, LOCAL_JOINS, NO_DATA, OTHER_CATEGORY
from .units import EMPTY, SMALLEST, TOO_FEW, Units, part_of
from .value_settings import size_notes
from .weight_parameters import N_ISOLATED, WEIGHT_PARAMETERS
from .weight_settings import weights_from

COLUMNS = local_columns(
    "lj",
    [
        Column(
            "lj_sambungan",
            "real",
            Text("Sambungan lokal", "Local joins"),
            Text(
                "Tetangga dari kategori yang sama (berbobot); kosong untuk kategori lain.",
                "Neighbours of the same category (weighted); empty for other categories.",
            ),
        )
    ],
)
NO_SUCH_VALUE = Text(
    "Kolom {field} tidak berisi {value}; nilai yang ada: {known}.",
    "The field {field} holds no {value}; the values there are: {known}.",
)
ONLY_VALUE = Text(
    "Semua wilayah bernilai {value} pada {field}, sehingga tidak ada yang mengumpul lebih dari yang lain; pilih kolom "
    "lain.",
    "All units have {value} in {field}, so none gather more than others; choose another field.",
)
PARAGRAPH = Text(
    "Hitungan sambungan lokal (Anselin dan Li 2019) untuk {field} = {value} dihitung pada {units} wilayah, {members} "
    "di antaranya dari kategori itu. Tetangga: {neighbours}. {inference} Hasil: {gathered} wilayah mengumpul.",
    "Local join counts (Anselin and Li 2019) for {field} = {value} were computed for {units} units, {members} of them "
    "of that category. Neighbours: {neighbours}. {inference} Result: {gathered} {gathered:unit is|units are} gathered.",
)
SHOWN = 12
"""Values that a refusal names."""


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Local join counts of every unit of a category with their p-values and class."""
    values = {**values, "ALTERNATIVE": "greater"}
    setting = _setting(values, context)
    columns = columns_of(setting, neighbour_sum_ranks(*setting, values, context), values)
    return local_results(METHOD, values, setting, columns, told_of, [values["FIELD"]])


def told_of(values: Mapping[str, Any], units: int, neighbours: Text, classes: Mapping[str, int]) -> Told:
    """The result of so many units in words; classes: how many rows are of each."""
    counts, members = {"gathered": classes.get(GATHERED, 0)}, units - classes.get(OTHER_CATEGORY, 0)
    words = {"field": values["FIELD"], "value": values["VALUE"], "members": members}
    return told(LOCAL_JOINS.counted(classes), PARAGRAPH, values, counts, units=units, neighbours=neighbours, **words)


def columns_of(
    setting: LocalSetting, ranks: Ranks, values: Mapping[str, Any], whole: Optional[Whole] = None
) -> dict[str, np.ndarray]:
    """The columns of the result for the units of a setting. whole: of all units, where these are only some."""
    units, chosen = setting
    member = units.values > 0
    tested = member & (chosen.weights.counts > 0)
    permuted = np.where(tested, p_values(ranks, "greater"), np.nan)
    adjusted = (whole.adjusted if whole else adjusted_p)(permuted, values["CORRECTION"])
    inference = Inference(permuted, adjusted, adjusted <= float(values["ALPHA"]))
    classes = classes_of(inference.significant, np.full(len(member), GATHERED, object), chosen.weights.islands)
    classes[~member] = OTHER_CATEGORY
    return {
        **setting.columns("lj", inference),
        "lj_sambungan": units.spread(local_joins(member, chosen.weights)),
        "lj_kelas": units.spread(classes, NO_DATA),
    }


def _setting(values: Mapping[str, Any], context: Context) -> LocalSetting:
    units = _members(values["INPUT"], values["FIELD"], str(values["VALUE"]))
    for note in size_notes(units):
        context.say(note)
    chosen = weights_from(units.layer, values, part(context.progress, 0.0, 0.3), units.values[:, None])
    tests = int(((chosen.weights.counts > 0) & (units.values > 0)).sum())
    for note in (*chosen.notes, *inference_notes(values, max(1, tests))):
        context.say(note)
    return LocalSetting(units, chosen)


def _members(layer: Layer, field: str, value: str) -> Units:
    """Each unit as 1 where it is of the category, else 0; rows without a category or geometry take no part."""
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    words = np.array(layer.texts(field), dtype=str)
    used = (words != "") & np.array([bool(wkb) for wkb in layer.wkb], bool)
    if used.sum() < SMALLEST:
        raise UserError(TOO_FEW, found=int(used.sum()), field=field, needed=SMALLEST)
    known = np.unique(words[used])
    if value not in known:
        shown = ", ".join(known[:SHOWN]) + (", ..." if len(known) > SHOWN else "")
        raise UserError(NO_SUCH_VALUE, field=field, value=value, known=shown)
    if len(known) == 1:
        raise UserError(ONLY_VALUE, field=field, value=value)
    return Units(part_of(layer, used), (words[used] == value).astype(np.float64), used)


METHOD = Algorithm(
    id="localjoincount",
    title=Text("Hitungan sambungan lokal", "Local join counts"),
    group=GROUP,
    summary=Text(
        "Mencari tempat usaha atau wilayah dari satu kategori berdampingan lebih sering daripada kebetulan.",
        "Finds where businesses or units of one category lie side by side more often than chance would give.",
    ),
    help=Text(
        "Untuk setiap wilayah dari kategori yang dipilih, tetangga dari kategori yang sama dihitung dan dibandingkan "
        "dengan tetangga yang diambil secara acak. Kategori lain tidak diuji.",
        "For each unit of the chosen category its neighbours of the same category are counted and compared with "
        "neighbours drawn at random. Other categories are not tested.",
    ),
    guide=Guide(
        use=Text(
            "Untuk ya atau tidak dan untuk kategori: di mana usaha kerupuk berdampingan, di mana desa dengan produk "
            "unggulan yang sama berbatasan.",
            "For yes or no and for categories: where cracker makers lie side by side, where villages with the same "
            "leading product touch.",
        ),
        avoid=Text(
            "Jangan dipakai untuk angka (pakai Gi* atau Moran lokal), untuk kategori yang dimiliki lebih dari separuh "
            "wilayah, atau untuk menyimpulkan bahwa kategori itu lebih padat: usaha sejenis mengumpul juga karena "
            "penduduk mengumpul; bandingkan dengan kolokasi.",
            "Not for numbers (use Gi* or local Moran), not for a category that more than half of the units have, nor "
            "to conclude that the category is denser: businesses of a kind also gather because people do; compare with "
            "co-location.",
        ),
        reading=Text(
            "Mengumpul berarti tetangga dari kategori yang sama lebih banyak daripada yang diberikan kebetulan bila "
            "semua tempat tetap dan hanya kategorinya dibagikan ulang.",
            "Gathered means more neighbours of the same category than chance gives when all places stay and only the "
            "categories are dealt out anew.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah atau usaha", "Layer of units or businesses")),
        FieldChoice("FIELD", Text("Kolom kategori", "Field of categories")),
        TextSetting(
            "VALUE",
            Text("Kategori", "Category"),
            Text(
                "Nilai yang dicari, misalnya kode produk; untuk ya atau tidak: 1.",
                "The value looked for, such as a product code; for yes or no: 1.",
            ),
            default="1",
        ),
        *WEIGHT_PARAMETERS,
        ONLY_PERMUTATIONS,
        CORRECTION,
        ALPHA,
        SEED,
    ),
    outputs=(
        Rows("OUTPUT", Text("Sambungan lokal", "Local joins"), "INPUT", COLUMNS, LOCAL_JOINS),
        Number("N_GATHERED", Text("Wilayah yang mengumpul", "Units that are gathered")),
        N_ISOLATED,
        RECORD,
    ),
    compute=compute,
    tags=("join count", "sambungan", "kategori", "category", "co-location", "lisa"),
    references=(
        "Anselin, L. and Li, X. (2019). Operational local join count statistics for cluster detection. Journal of "
        "Geographical Systems 21, 189-210.",
        BENJAMINI,
    ),
)
