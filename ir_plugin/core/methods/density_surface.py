"""The density of businesses as a surface, as an offer to a user."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

import numpy as np

from ..declaration import RECORD, Algorithm, Context, Guide, Note, Number, Raster, RasterResult, Results
from ..errors import UserError
from ..figures import figure
from ..layer import Layer
from ..parameters import Choice, DistanceSetting, FieldChoice, Flag, LayerInput, Option, TextSetting
from ..progress import part
from ..space.plane import metres_per_unit
from ..space.wkb import centroids
from ..statistics.kernel_density import (
    EPANECHNIKOV,
    GAUSSIAN,
    QUARTIC,
    adaptive_bandwidths,
    grid_around,
    kernel_density,
    nearest_bandwidth,
    scott_bandwidth,
)
from ..texts import Text, same
from .groups import CLUSTERS
from .themes import DENSITY
from .units import EMPTY, numbers_of, record_of

MOST_CELLS = 4_000_000
SMALLEST = 2
NEAREST, SCOTT = "nearest", "scott"
TOO_FEW = Text(
    "Hanya {found} usaha dengan titik{what}; diperlukan paling sedikit {needed}.",
    "Only {found} {found:business|businesses} with a point{what}; at least {needed} are needed.",
)
OF_CATEGORY = Text(" dan {field} = {value}", " and {field} = {value}")
NO_VALUE = Text(
    "Isi nilai kategori, atau kosongkan kolom kategori.",
    "Give the value of the category, or leave its field empty.",
)
SAME_PLACE = Text(
    "Semua usaha berada di titik yang sama, sehingga tidak ada lebar kernel; isi lebarnya.",
    "All businesses are at the same point, so there is no bandwidth; give one.",
)
TOO_FINE = Text(
    "Sel {cell} m menghasilkan raster {size} sel; pakai sel lebih besar (paling banyak {most} sel).",
    "Cells of {cell} m make a raster of {size} cells; choose larger ones (at most {most} cells).",
)
NEGATIVE = Text(
    "Kolom bobot {field} berisi bilangan negatif; perbaiki.",
    "The field of weights {field} is negative in places; correct it.",
)
LEFT_OUT = Text("{count} baris tidak ikut dihitung.", "{count} {count:row|rows} {count:takes|take} no part.")
USED = Text(
    "Lebar kernel {bandwidth} m{adaptive}, sel {cell} m, paling tinggi {highest} per km².",
    "Bandwidth {bandwidth} m{adaptive}, cells of {cell} m, highest {highest} per km².",
)
ADAPTED = Text(" (menyesuaikan)", " (adaptive)")
PARAGRAPH = Text(
    "Kepadatan {units} usaha{what} per km² dihitung dengan kernel {kernel} (Silverman 1986), lebar {bandwidth} m "
    "({rule}){adaptive}, sel {cell} m.",
    "The density of {units} businesses{what} per km² was computed with the {kernel} kernel (Silverman 1986), bandwidth "
    "{bandwidth} m ({rule}){adaptive}, cells of {cell} m.",
)
ABRAMSON = Text(", menyesuaikan menurut Abramson (1982)", ", adaptive by Abramson (1982)")
RULES = {
    NEAREST: Text("median jarak ke usaha ke-√n terdekat", "median distance to the √n-th nearest business"),
    SCOTT: Text("aturan Scott (2015)", "rule of Scott (2015)"),
    "": Text("dipilih", "as chosen"),
}
KERNEL = Choice(
    "KERNEL",
    Text("Kernel", "Kernel"),
    advanced=True,
    options=(
        Option(QUARTIC, Text("Kuartik", "Quartic")),
        Option(EPANECHNIKOV, same("Epanechnikov")),
        Option(GAUSSIAN, Text("Gauss", "Gaussian")),
    ),
    default=QUARTIC,
)


class _Points(NamedTuple):
    """The businesses that take part: metres (n, 2), what they weigh, and metres per unit of the layer's coordinates."""

    xy: np.ndarray
    weights: np.ndarray
    scale: np.ndarray


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The surface; see the declaration for each setting."""
    layer, kernel = values["INPUT"], values["KERNEL"]
    points = _points(layer, values)
    left_out = len(layer) - len(points.xy)
    if left_out:
        context.say(Note(LEFT_OUT.format(count=left_out)))
    bandwidth, rule = _bandwidth(points, values)
    bandwidths = np.full(len(points.xy), bandwidth)
    if values["ADAPTIVE"]:
        bandwidths = adaptive_bandwidths(points.xy, points.weights, bandwidth, kernel, part(context.progress, 0.0, 0.2))
    cell = float(values["CELL"]) if values.get("CELL") else None
    try:
        grid = grid_around(points.xy, bandwidths, kernel, cell, MOST_CELLS)
    except ValueError as error:
        raise UserError(
            TOO_FINE, cell=figure(values["CELL"]), size=str(error).replace(" cells", ""), most=figure(MOST_CELLS)
        ) from error
    surface = 1e6 * kernel_density(
        points.xy, points.weights, bandwidths, kernel, grid, part(context.progress, 0.2, 1.0)
    )
    width, height = grid.cell / points.scale
    raster = RasterResult(surface, grid.left / points.scale[0], grid.top / points.scale[1], width, height)
    facts = {
        "bandwidth": figure(round(bandwidth)),
        "cell": figure(round(grid.cell)),
        "adaptive": ADAPTED if values["ADAPTIVE"] else same(""),
    }
    label = next(option.label for option in KERNEL.options if option.code == kernel)
    told = {**facts, "adaptive": ABRAMSON if values["ADAPTIVE"] else same("")}
    paragraph = PARAGRAPH.format(units=len(points.xy), what=_what(values), kernel=label, rule=RULES[rule], **told)
    fields = [values[name] for name in ("CATEGORY", "WEIGHT") if values.get(name)]
    return Results(
        rasters={"OUTPUT": raster},
        numbers={"BANDWIDTH_USED": bandwidth, "CELL_USED": grid.cell, "HIGHEST": float(surface.max())},
        notes=(Note(USED.format(highest=figure(float(surface.max()), 3), **facts)),),
        record=record_of(METHOD, values, layer, fields, len(points.xy), paragraph),
    )


def _points(layer: Layer, values: Mapping[str, Any]) -> _Points:
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    places = centroids(layer.wkb)
    used = np.isfinite(places).all(axis=1)
    if values.get("CATEGORY"):
        if not values.get("VALUE"):
            raise UserError(NO_VALUE)
        used &= np.array(layer.texts(values["CATEGORY"]), dtype=str) == str(values["VALUE"])
    weights = np.ones(len(layer))
    if values.get("WEIGHT"):
        weights = numbers_of(layer, values["WEIGHT"])
        if (weights < 0).any():
            raise UserError(NEGATIVE, field=values["WEIGHT"])
        used &= weights > 0
    if used.sum() < SMALLEST:
        raise UserError(TOO_FEW, found=int(used.sum()), what=_what(values), needed=SMALLEST)
    scale = metres_per_unit(places[used], layer)
    return _Points(places[used] * scale, weights[used], scale)


def _what(values: Mapping[str, Any]) -> Text:
    if not values.get("CATEGORY"):
        return same("")
    return OF_CATEGORY.format(field=values["CATEGORY"], value=values["VALUE"])


def _bandwidth(points: _Points, values: Mapping[str, Any]) -> tuple[float, str]:
    """The bandwidth in metres, and the rule that it follows ("" where it was given). Where most businesses share their
    point with many the nearest are no distance away: then Scott's rule."""
    if values.get("BANDWIDTH"):
        return float(values["BANDWIDTH"]), ""
    found = nearest_bandwidth(points.xy) if values["RULE"] == NEAREST else 0.0
    if found:
        return found, NEAREST
    found = scott_bandwidth(points.xy, values["KERNEL"])
    if not found:
        raise UserError(SAME_PLACE)
    return found, SCOTT


METHOD = Algorithm(
    id="densitysurface",
    title=Text("Permukaan kepadatan", "Density surface"),
    group=CLUSTERS,
    summary=Text(
        "Menggambar kepadatan usaha per km² sebagai permukaan.", "Draws the density of businesses per km² as a surface."
    ),
    help=Text(
        "Setiap usaha disebar di sekitarnya dengan kernel, dan semuanya dijumlahkan pada raster (per km², jumlahnya "
        "sama dengan banyaknya usaha). Lebar kernel menentukan kehalusan: bawaannya median jarak ke usaha ke-√n "
        "terdekat. Lebar yang menyesuaikan lebih tajam di kota dan lebih halus di desa.",
        "Every business is spread around its place by a kernel, and all are added up on a raster (per km²; it adds up "
        "to the number of businesses). The bandwidth makes it smooth: by default the median distance to the √n-th "
        "nearest business. An adaptive bandwidth is sharper in towns and smoother in villages.",
    ),
    guide=Guide(
        use=Text(
            "Untuk gambaran umum pada peta cetak, dan untuk membandingkan produk dengan lebar yang sama.",
            "For an overview on a printed map, and to compare products with one bandwidth.",
        ),
        avoid=Text(
            "Bukan uji: tempat gelap belum tentu lebih dari kebetulan, biasanya itu tempat banyak orang (untuk "
            "mengujinya pakai pindaian atau Gi*). Permukaan juga menutupi laut. Jangan membandingkan peta dengan lebar "
            "kernel berbeda. Bila usaha dicatat di titik desa, yang tampak adalah titik desa.",
            "Not a test: a dark place need not be more than chance, it is mostly where people are (to test, use the "
            "scan or Gi*). The surface covers the sea too. Do not compare maps of different bandwidths. Where "
            "businesses are recorded at the point of their village, those points are what shows.",
        ),
        reading=Text(
            "Nilai: usaha per km² (atau jumlah bobot per km²). Sebutkan lebar kernel di bawah peta.",
            "Values: businesses per km² (or the sum of weights per km²). Name the bandwidth below the map.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer usaha (titik)", "Layer of businesses (points)"), geometry="point"),
        FieldChoice("CATEGORY", Text("Kolom kategori", "Field of categories"), optional=True),
        TextSetting(
            "VALUE",
            Text("Kategori yang digambar", "Category to draw"),
            Text("Misalnya nama produk.", "Such as the name of a product."),
            optional=True,
        ),
        DistanceSetting(
            "BANDWIDTH",
            Text("Lebar kernel", "Bandwidth"),
            Text("Kosong: menurut aturan di bawah.", "Empty: by the rule below."),
            optional=True,
            minimum=0.01,
        ),
        Choice(
            "RULE",
            Text("Aturan lebar kernel", "Rule of the bandwidth"),
            Text(
                "Aturan Scott cocok untuk satu kota; untuk beberapa kota ia terlalu halus.",
                "Scott's rule fits one town; for several it is too smooth.",
            ),
            advanced=True,
            options=(Option(NEAREST, RULES[NEAREST]), Option(SCOTT, RULES[SCOTT])),
            default=NEAREST,
        ),
        Flag("ADAPTIVE", Text("Lebar menyesuaikan", "Adaptive bandwidth")),
        KERNEL,
        FieldChoice(
            "WEIGHT",
            Text("Kolom bobot", "Field of weights"),
            Text("Misalnya banyaknya pekerja; kosong: setiap usaha 1.", "Such as workers; empty: each business is 1."),
            optional=True,
            advanced=True,
            numeric=True,
        ),
        DistanceSetting(
            "CELL",
            Text("Ukuran sel", "Size of cells"),
            Text("Kosong: sepersepuluh lebar kernel.", "Empty: a tenth of the bandwidth."),
            optional=True,
            advanced=True,
            minimum=0.01,
        ),
    ),
    outputs=(
        Raster("OUTPUT", Text("Kepadatan usaha per km²", "Density of businesses per km²"), "INPUT", DENSITY),
        Number("BANDWIDTH_USED", Text("Lebar kernel yang dipakai (m)", "Bandwidth used (m)")),
        Number("CELL_USED", Text("Ukuran sel yang dipakai (m)", "Size of cells used (m)")),
        Number("HIGHEST", Text("Kepadatan tertinggi (per km²)", "Highest density (per km²)")),
        RECORD,
    ),
    compute=compute,
    tags=("kde", "heatmap", "kepadatan", "density", "kernel", "permukaan"),
    references=(
        "Silverman, B. W. (1986). Density estimation for statistics and data analysis. Chapman and Hall, London.",
        "Abramson, I. S. (1982). On bandwidth variation in kernel estimates: a square root law. Annals of Statistics "
        "10, 1217-1223.",
        "Scott, D. W. (2015). Multivariate density estimation. 2nd edition. Wiley, Hoboken.",
        "Loftsgaarden, D. O. and Quesenberry, C. P. (1965). A nonparametric estimate of a multivariate density "
        "function. Annals of Mathematical Statistics 36, 1049-1051.",
    ),
)
