"""What of a sheet's layers may leave the offices: each is judged by what it shows, and replaced or refused."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import Collection, Dict, FrozenSet, List, Mapping, Sequence

from qgis.core import QgsFeatureRequest, QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ..core.cartography import layer_kinds as kinds
from ..core.cartography.marginalia import MOVED, WIDENED
from ..core.declaration import Note
from ..core.errors import UserError
from ..core.industry.privacy.layer_columns import filtered_by, kept_back, letting_out
from ..core.industry.privacy.profiles import LEAST, Profile
from ..core.progress import Progress, no_progress, part
from ..core.register.aggregate import OPERATION as AGGREGATE
from ..core.register.exports.report import FOR_OFFICES, kept_back_notes
from ..core.texts import Text, joined, same
from .drawn_columns import columns_by_source, drawn_columns, reading_functions, symbol_columns
from .layer_places import is_boundary, register_of
from .passed_layers import passed_outlines, passed_points
from .raster_styles import is_density
from .styles import geometry_of, themes_of

QUERIES = ("SELECT", "WITH")
SUGGESTED = 3
"""How many other themes a refusal names."""


@dataclass
class Subject:
    """The layers that a sheet is about, topmost first, as its profile lets them out.

    own: the layers that these were made of, which know where they are from. registers: by the id of a layer, the
    register whose businesses it shows, under one path however it is named. told: what the sheet says of how they are
    drawn. notes: what to tell whoever makes it.
    """

    layers: List[QgsMapLayer]
    profile: Profile
    own: List[QgsMapLayer]
    registers: Dict[str, str] = field(default_factory=dict)
    told: List[Text] = field(default_factory=list)
    notes: List[Note] = field(default_factory=list)

    def businesses(self, drawn: Mapping[str, int]) -> Mapping[str, int]:
        """How many businesses a sheet shows of each register. drawn: features by the id of the layer that they are of;
        of several layers of one register the fullest counts."""
        found: Counter[str] = Counter()
        for layer, register in self.registers.items():
            found[register] = max(found[register], drawn.get(layer, 0))
        return {register: count for register, count in found.items() if count}


def passed(layers: Sequence[QgsMapLayer], profile: Profile, register: str, progress: Progress = no_progress) -> Subject:
    """The layers as the profile lets them out; those that may not leave are left out, which is told. register: whose
    consents decide where a layer does not lie in one, or "". UserError where nothing but boundaries is left."""
    subject, refusals = Subject([], profile, []), []
    for number, layer in enumerate(layers):
        try:
            _add(layer, subject, register, part(progress, number / len(layers), (number + 1) / len(layers)))
        except UserError as refusal:
            refusals.append(refusal)
    if refusals and all(map(is_boundary, subject.own)):
        raise refusals[0]
    left_out = [Note(kinds.LEFT_OUT.format(reason=each.sentence), warning=True) for each in refusals]
    subject.notes = left_out + subject.notes  # first what the sheet lacks altogether
    subject.told = list(dict.fromkeys(subject.told))
    if profile.inside:
        subject.notes.append(Note(FOR_OFFICES, warning=True))
    return subject


def _add(layer: QgsMapLayer, subject: Subject, register: str, progress: Progress) -> None:
    """UserError where a layer may not leave; then the subject is as it was."""
    progress(0.0)
    inside, drawn = subject.profile.inside, layer
    if not inside and not isinstance(layer, (QgsVectorLayer, QgsRasterLayer)):
        raise UserError(kinds.CLOSED, layer=layer.name())
    if not inside and isinstance(layer, QgsVectorLayer):
        drawn = _passed(layer, subject, register, progress)
    if not inside and is_density(layer):
        subject.notes.append(Note(kinds.DENSITY.format(layer=layer.name()), warning=True))
    home = register_of(layer) or register
    subject.layers.append(drawn)
    subject.own.append(layer)
    if home and isinstance(layer, QgsVectorLayer) and kinds.shows_businesses(layer.fields().names()):
        subject.registers[drawn.id()] = os.path.realpath(home)


def withheld(layer: QgsVectorLayer, profile: Profile) -> FrozenSet[str]:
    """The columns of a layer that a profile does not let out; none where it does not show single businesses."""
    names = layer.fields().names()
    return kept_back(names, profile) if kinds.shows_businesses(names) else frozenset()


def refuse_kept_back(layer: QgsVectorLayer, columns: Collection[str], profile: Profile) -> None:
    """UserError that says what a layer may not be drawn by, and by what it may."""
    others = themes_of(layer, withheld(layer, profile))[:SUGGESTED]
    such_as = kinds.SUCH_AS.format(names=joined([each.title for each in others], ", ")) if others else same("")
    told = {"columns": kinds.titles_of(columns), "profile": profile.title, "allowed": letting_out(columns)}
    raise UserError(kinds.KEPT_BACK, layer=layer.name(), themes=such_as, **told)


def _passed(layer: QgsVectorLayer, subject: Subject, register: str, progress: Progress) -> QgsVectorLayer:
    """A layer as the subject's profile lets it out."""
    geometry, profile = geometry_of(layer), subject.profile
    names, *joined_names = columns_by_source(layer)
    functions = reading_functions(layer)
    if functions:
        told = ", ".join(functions)
        raise UserError(kinds.READS_OTHERS, layer=layer.name(), functions=told, profile=profile.title)
    is_joined = any(map(kinds.shows_businesses, joined_names)) and not kinds.shows_businesses(names)
    if is_joined or kinds.cannot_be_matched(names, geometry) or _hides_businesses(layer):
        raise UserError(kinds.ONE_BY_ONE, layer=layer.name())
    if _is_query(layer):
        raise UserError(kinds.CLOSED, layer=layer.name())
    if kinds.shows_businesses(names):
        return _passed_points(layer, subject, register, progress)
    outline = kinds.outline_of(names, geometry)
    if outline:
        made = passed_outlines(layer, names[outline.members])
        subject.told.append(WIDENED)
        subject.notes += [Note(kinds.FEW_MEMBERS.format(count=made.few, least=LEAST), warning=True)] if made.few else []
        return made.layer
    for columns in (names, *joined_names):
        _refuse_small_counts(layer, columns)
    return layer


def _passed_points(layer: QgsVectorLayer, subject: Subject, register: str, progress: Progress) -> QgsVectorLayer:
    home = register_of(layer) or register
    if not home:
        raise UserError(kinds.NO_REGISTER, layer=layer.name())
    drawn_by = symbol_columns(layer) & withheld(layer, subject.profile)
    if drawn_by:
        refuse_kept_back(layer, drawn_by, subject.profile)
    filtered = filtered_by(layer.subsetString(), subject.profile)
    if filtered:
        told = {"columns": kinds.titles_of(filtered), "allowed": letting_out(filtered)}
        raise UserError(kinds.FILTERED, layer=layer.name(), profile=subject.profile.title, **told)
    made = passed_points(layer, home, subject.profile, progress)
    subject.told += [MOVED] if made.moved else []
    subject.notes += kept_back_notes(made.left_out)
    return made.layer


def _refuse_small_counts(layer: QgsVectorLayer, columns: Mapping[str, int]) -> None:
    """columns: where the columns of one source stand, by the names that ``aggregate`` and methods give them."""
    drawn, small = {layer.fields().lookupField(each) for each in drawn_columns(layer)}, Counter[str]()
    shown = sorted(name for name in kinds.judged_counts(columns) if columns[name] in drawn)
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for feature in layer.getFeatures(request) if shown else ():
        row = {name: feature.attribute(at) for name, at in columns.items()}
        small.update(each for each in shown if kinds.tells_small(each, row))
    if small:
        column, count = small.most_common(1)[0]
        sentence = kinds.SMALL_RESULTS if column in kinds.OF_RESULTS else kinds.SMALL_COUNTS
        shown_as = kinds.title_of_column(column)
        told = {"algorithm": AGGREGATE.title, "setting": AGGREGATE.parameter("SUPPRESS").label}
        raise UserError(sentence, layer=layer.name(), least=LEAST, count=count, columns=shown_as, **told)


def _hides_businesses(layer: QgsVectorLayer) -> bool:
    """Whether a layer has lines between businesses, or points that lie in a register without saying whose they are."""
    names, geometry = columns_by_source(layer)[0], geometry_of(layer)
    if kinds.may_link_businesses(names, geometry):
        return not _are_regions(layer, kinds.LINKED_FROM)
    in_register = geometry == kinds.POINT and not kinds.shows_businesses(names) and bool(register_of(layer))
    return in_register and not _are_regions(layer, kinds.REGION)


def _is_query(layer: QgsVectorLayer) -> bool:
    """Whether a layer is what an SQL query gives, which may call columns and places as it likes."""
    return layer.providerType() == "virtual" or layer.subsetString().lstrip(" (\n\t").upper().startswith(QUERIES)


def _are_regions(layer: QgsVectorLayer, column: str) -> bool:
    at = layer.fields().lookupField(column)
    return at >= 0 and kinds.are_regions(layer.uniqueValues(at))
