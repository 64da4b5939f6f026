"""The report as a document: what stands on its pages, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator, List, Optional, Sequence, Tuple, Union

from ...documents import Block, Document, Heading, Listing, Paragraph, Picture, Table
from ...texts import Text, joined, same
from ..aggregate_columns import columns_in_words
from ..counted import COUNTED_WORDS
from ..disaggregated.pages import (
    HIDDEN,
    HIDDEN_NOTE,
    INSIDE_NOTE,
    NO_TRANSITIONS,
    SOURCE,
    has_no_data,
    place_of,
    rules,
    table_of,
)
from ..exports.report import DRAFT_CLASSES
from .clusters import Cluster
from .content import Content
from .figures import charts, classes, completeness, tiles
from .words import (
    CAPTION,
    CLUSTER_HEADINGS,
    CLUSTER_NOTE,
    CLUSTERS,
    COMPLETENESS,
    DRAFT,
    FIGURES,
    INDICATIVE,
    LIMITS,
    MADE_ON,
    MAPS,
    MAPS_ELSEWHERE,
    METHODS,
    NAMED,
    NAMED_BY_CONSENT,
    NAMED_WITHOUT_SIZE,
    NO_CLUSTERS,
    NO_NAMES,
    NO_RUNS,
    NOT_ASKED,
    NOT_COUNTED,
    NOTHING_HERE,
    PROTECTION,
    REFERENCES,
    SENTENCE,
    SIGNATURE,
    SIGNED,
    TABLES,
    TITLE,
)


@dataclass(frozen=True)
class Front:
    """What an office says of its report. agency: name, address and contact, a line each. logo: a picture of its own.
    source: of the data, in its words. draft: whether it wants the report marked, whatever the class rules are.
    made: the day in words, None for none."""

    agency: Tuple[str, ...] = ()
    logo: Optional[Picture] = None
    source: str = ""
    draft: bool = False
    made: Optional[Text] = None


@dataclass(frozen=True)
class Report:
    """A document with what the head of each page says. draft: the mark, None on a report without."""

    document: Document
    place: Text
    agency: str
    draft: Optional[Text]


def report(content: Content, front: Front, maps: Sequence[Picture] = (), without_maps: Text = MAPS_ELSEWHERE) -> Report:
    """The report with these maps, which are pictures in one language; without any it says why, or where they are
    made."""
    edition = content.edition
    draft = DRAFT if front.draft or edition.draft else None
    title = TITLE.format(place=edition.title)
    blocks = [
        *_front(content, front, draft),
        *(_empty() if content.is_empty else _body(content, front, maps or without_maps)),
    ]
    return Report(Document(title, tuple(blocks)), place_of(edition), "".join(front.agency[:1]), draft)


def _front(content: Content, front: Front, draft: Optional[Text]) -> Iterator[Block]:
    edition = content.edition
    if front.logo:
        yield front.logo
    made = [MADE_ON.format(date=front.made)] if front.made else []
    yield Paragraph(joined([place_of(edition), *made], ". "))
    if front.agency:
        yield Paragraph(same("\n".join(front.agency)))
    if draft:
        yield Paragraph(joined([draft, DRAFT_CLASSES], " – ") if edition.draft else draft, warning=True)
    if edition.profile.inside:
        yield Paragraph(INSIDE_NOTE, warning=True)


def _empty() -> Iterator[Block]:
    yield Paragraph(NOTHING_HERE, warning=True)
    yield Paragraph(COUNTED_WORDS)


def _body(content: Content, front: Front, maps: Union[Sequence[Picture], Text]) -> Iterator[Block]:
    edition = content.edition
    yield from (Heading(FIGURES), tiles(content), classes(edition), Paragraph(COUNTED_WORDS, is_note=True))
    yield Heading(MAPS)
    yield from [Paragraph(maps)] if isinstance(maps, Text) else maps
    yield Heading(CLUSTERS)
    yield from _clusters(content)
    yield Heading(TABLES)
    yield Paragraph(joined([*rules(edition, False), _source(content, front)]))
    yield from _tables(content)
    yield Heading(METHODS)
    yield from _methods(content)
    yield Heading(LIMITS)
    yield Listing(tuple(_limits(content)))
    if front.agency:
        yield Heading(SIGNED)
        yield Paragraph(SIGNATURE.format(agency=front.agency[0]))


def _source(content: Content, front: Front) -> Text:
    told = SOURCE.format(period=content.edition.period)
    return joined([told, same(front.source)]) if front.source else told


def _clusters(content: Content) -> Iterator[Block]:
    if not content.clusters:
        yield Paragraph(NO_CLUSTERS)
        return
    yield Table(Text("", ""), CLUSTER_HEADINGS, [_cluster(each) for each in content.clusters])
    yield Paragraph(CLUSTER_NOTE, is_note=True)
    if not content.edition.profile.inside:
        hides = any(each.named and each.businesses is None for each in content.clusters)
        told = [NAMED_BY_CONSENT, *([NAMED_WITHOUT_SIZE.format(hidden=HIDDEN)] if hides else [])]
        yield Paragraph(joined(told), is_note=True)


def _cluster(each: Cluster) -> Tuple[Text, ...]:
    businesses = HIDDEN if each.businesses is None else same(str(each.businesses))
    named = same(", ".join(each.named)) if each.named else NO_NAMES
    return each.product, each.places, businesses, each.kind, named


def _tables(content: Content) -> Iterator[Block]:
    edition = content.edition
    drawn = {table.id: chart for table, chart in charts(edition)}
    told = [table for table in edition.tables if not has_no_data(edition, table)]
    for table in told:
        made = table_of(edition, table)
        yield replace(made, caption=CAPTION.format(id=table.id, title=table.title))
        hides = any(cell == HIDDEN for row in made.rows for cell in row)
        notes: List[Text] = [table.definition, *table.notes]
        notes += rules(edition, True)[1:] if table.of_workers else []
        periods = place_of(edition, table)
        notes += [SENTENCE.format(words=periods)] if periods != place_of(edition) else []
        notes += [DRAFT_CLASSES] if table.of_classes and edition.draft else []
        notes += [HIDDEN_NOTE.format(least=edition.least)] if hides else []
        yield Paragraph(joined(notes), is_note=True)
        if table.id in drawn:
            yield drawn[table.id]
    untold = [NAMED.format(id=each.id, title=each.title) for each in edition.tables if each not in told]
    if untold:
        yield Paragraph(NOT_ASKED.format(tables=joined(untold, "; ")))
    if edition.before is None:
        yield Paragraph(NO_TRANSITIONS.format(period=edition.period))


def _methods(content: Content) -> Iterator[Block]:
    yield Paragraph(joined([COUNTED_WORDS, *rules(content.edition, False)[1:2]]))
    told = dict.fromkeys(run.record.paragraph for run in content.runs if run.record.paragraph.id)
    if not told:
        yield Paragraph(NO_RUNS)
        return
    for paragraph in told:
        yield Paragraph(columns_in_words(paragraph))
    references = sorted({each for run in content.runs for each in run.record.references})
    if references:
        yield Heading(REFERENCES)
        yield Listing(tuple(map(same, references)))


def _limits(content: Content) -> Iterator[Text]:
    edition = content.edition
    if content.completeness is not None:
        yield COMPLETENESS.format(share=completeness(content))
    if edition.unknown_sex:
        yield rules(edition, False)[-1]
    if edition.draft:
        yield DRAFT_CLASSES
    if edition.least is not None:
        yield PROTECTION.format(least=edition.least)
    yield NOT_COUNTED
    yield joined([INDICATIVE, *_boundaries(content)])


def _boundaries(content: Content) -> List[Text]:
    words = Text("Sumber batas: {sources}.", "Source of the boundaries: {sources}.")
    return [words.format(sources="; ".join(content.sources))] if content.sources else []
