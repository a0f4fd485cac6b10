"""The page of the HTML report, piece by piece. All text from outside is escaped here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING

from birdeye import __version__, locations
from birdeye.domain.confidence import Confidence, confidence_of, percent
from birdeye.domain.identification import Rank
from birdeye.domain.review import Verdict
from birdeye.export.choice import place_name_of
from birdeye.export.plain_text import one_line
from birdeye.export.report_words import ReportWords

if TYPE_CHECKING:
    from birdeye.export.html_report import Appearance, TaxonSection

PictureOf = Callable[["Appearance"], str]

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_MOST_COLUMNS = 4
_CHIPS = {
    Confidence.ALMOST_CERTAIN: "certain",
    Confidence.HIGHLY_LIKELY: "highly-likely",
    Confidence.LIKELY: "likely",
    Confidence.UNCERTAIN: "uncertain",
}


def page(
    sections: Sequence[TaxonSection], photo_count: int, words: ReportWords, picture_of: PictureOf
) -> Iterator[str]:
    """The whole document in pieces; ``picture_of`` gives a data URI, or nothing."""
    style = (locations.assets_folder() / "report.css").read_text(encoding="utf-8")
    yield f"""\
<!DOCTYPE html>
<html lang="{words.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(words.title)}</title>
<style>
{style}</style>
</head>
<body>
"""
    yield _header(sections, photo_count, words)
    yield "<main>\n"
    if not sections:
        yield f'<p class="nothing">{escape(words.nothing)}</p>\n'
    for number, section in enumerate(sections, 1):
        yield from _section(number, section, words, picture_of)
    made = words.made_with.format(__version__, date.today().isoformat())
    said = " ".join(part for part in (_named_by(sections, words), made) if part)
    yield f"</main>\n<footer>{escape(said)}</footer>\n</body>\n</html>\n"


def _named_by(sections: Sequence[TaxonSection], words: ReportWords) -> str:
    """What gave the unconfirmed names, what gave most of them first."""
    count = Counter(
        _model(each)
        for section in sections
        for each in section.appearances
        if not each.sighting.is_confirmed and _model(each)
    )
    models = (model for model, _ in count.most_common())
    return words.named_by.format("; ".join(models)) if count else ""


def _model(appearance: Appearance) -> str:
    """What named it; empty for a bird that the program did not name."""
    if appearance.sighting.probability is None:
        return ""
    return one_line(appearance.record.identified_by)


def _header(sections: Sequence[TaxonSection], photo_count: int, words: ReportWords) -> str:
    appearances = [each for section in sections for each in section.appearances]
    species = sum(section.rank is Rank.SPECIES for section in sections)
    birds = sum(section.bird_count for section in sections)
    confirmed = sum(section.confirmed_count for section in sections)
    figures = (
        (species, _word_for(species, words.species)),
        (birds, _word_for(birds, words.birds)),
        (confirmed, words.confirmed_birds),
        (photo_count, _word_for(photo_count, words.photos)),
    )
    tiles = "".join(f"<li><b>{count:,}</b> {escape(word)}</li>" for count, word in figures)
    most = max((section.bird_count for section in sections), default=1)
    entries = "".join(
        _entry(number, section, most, words) for number, section in enumerate(sections, 1)
    )
    return (
        f"<header>\n<h1>{escape(words.title)}</h1>\n"
        f'<p class="when">{escape(_span(appearances))}</p>\n'
        f'<ul class="figures">{tiles}</ul>\n'
        f'<nav><ol class="index">{entries}</ol></nav>\n</header>\n'
    )


def _entry(number: int, section: TaxonSection, most: int, words: ReportWords) -> str:
    """A line of the index, with a bar for how many birds there are."""
    count = section.bird_count
    return (
        f'<li><a href="#taxon-{number}"><span class="name">{_title(section, words)}</span>'
        f'<span class="bar"><i style="width:{100 * count / most:.1f}%"></i></span>'
        f'<span class="count">{count:,}</span></a></li>'
    )


def _section(
    number: int, section: TaxonSection, words: ReportWords, picture_of: PictureOf
) -> Iterator[str]:
    first = section.appearances[0].sighting
    scientific = ""
    if section.rank is Rank.SPECIES and first.name != first.taxon:
        scientific = f' <i lang="la">{_text(first.taxon)}</i>'
    photos = len({each.record.photo_id for each in section.appearances})
    facts = [_counted(section.bird_count, words.birds), _counted(photos, words.photos)]
    family = "" if section.rank is Rank.FAMILY else one_line(first.family_name)
    facts += [part for part in (family, _span(section.appearances)) if part]
    columns = min(len(section.shown), _MOST_COLUMNS)
    yield f'<section id="taxon-{number}" class="columns-{columns}">\n'
    yield f"<h2>{_title(section, words)}{scientific}</h2>\n"
    yield f'<p class="facts">{escape("  ·  ".join(facts))}</p>\n<div class="grid">\n'
    for appearance in section.shown:
        yield _card(appearance, words, picture_of(appearance))
    yield "</div>\n"
    if section.listed:
        photos = len({each.record.photo_id for each in section.listed})
        more = words.more.format(_counted(photos, words.photos))
        yield f"<details><summary>{escape(more)}</summary><ul>\n"
        for appearance in section.listed:
            chip = _chip(appearance, words)
            yield f"<li>{_caption(appearance)}{chip}</li>\n"
        yield "</ul></details>\n"
    yield "</section>\n"


def _card(appearance: Appearance, words: ReportWords, picture: str) -> str:
    name = one_line(_shown_name(appearance)) or words.unnamed
    if picture:
        image = f'<img alt="{escape(name)}" loading="lazy" src="{picture}">'
    else:
        image = f'<div class="missing">{escape(words.no_picture)}</div>'
    chip = _chip(appearance, words)
    return f"<figure>{image}<figcaption>{_caption(appearance)}{chip}</figcaption></figure>\n"


def _caption(appearance: Appearance) -> str:
    record = appearance.record
    taken = record.taken
    facts = [f"{taken:%Y-%m-%d %H:%M}"] if taken is not None else []
    place = one_line(place_name_of(record))
    facts += [place] if place else []
    return (
        f'<span class="file"><bdi>{_text(record.path.name)}</bdi></span>'
        f'<span class="fact"><bdi>{escape("  ·  ".join(facts))}</bdi></span>'
    )


def _chip(appearance: Appearance, words: ReportWords) -> str:
    """What the user said, or else the program's probability for the name, and by which model."""
    sighting = appearance.sighting
    if sighting.is_confirmed:
        return f'<span class="chip confirmed">✓ {escape(words.confirmed)}</span>'
    if sighting.verdict is Verdict.UNSURE:
        return f'<span class="chip uncertain">{escape(words.unsure)}</span>'
    probability = sighting.probability
    if probability is None:
        return f'<span class="chip uncertain">{escape(words.not_confirmed)}</span>'
    shown = f"{percent(probability)} · {words.not_confirmed}"
    if sighting.bird.bird.is_expected(sighting.rank, sighting.taxon) is False:
        shown = f"{shown} · {words.not_expected}"
    chip, model = _CHIPS[confidence_of(probability)], escape(_model(appearance), quote=True)
    return f'<span class="chip {chip}" title="{model}">{escape(shown)}</span>'


def _shown_name(appearance: Appearance) -> str:
    sighting = appearance.sighting
    return sighting.family_name if sighting.rank is Rank.FAMILY else sighting.name


def _title(section: TaxonSection, words: ReportWords) -> str:
    name = _text(_shown_name(section.appearances[0]))
    match section.rank:
        case Rank.GENUS:
            return f"<bdi>{name}</bdi> ({escape(words.genus)})"
        case Rank.FAMILY if not name.endswith(words.family):  # as Chinese names do
            return f"<bdi>{name}</bdi> ({escape(words.family)})"
        case Rank.NONE:
            return escape(words.unnamed)
    return f"<bdi>{name}</bdi>"


def _span(appearances: Sequence[Appearance]) -> str:
    """The first and the last day."""
    taken = (each.record.taken for each in appearances)
    days = sorted({moment.date() for moment in taken if isinstance(moment, datetime)})
    if not days:
        return ""
    return f"{days[0]}" if days[0] == days[-1] else f"{days[0]} – {days[-1]}"


def _counted(count: int, word: tuple[str, str]) -> str:
    return f"{count:,} {_word_for(count, word)}"


def _word_for(count: int, word: tuple[str, str]) -> str:
    one, several = word
    return one if count == 1 else several


def _text(text: str) -> str:
    return escape(one_line(text))
