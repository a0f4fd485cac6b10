"""The sentences and figures that several parts of the window show, in one voice.

All pass through Qt's translation; figures never say more than they mean (0.998 is “>99%”).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import Bird, Rank
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.records import PhotoRecord
from birdeye.domain.species import Species

_translate = QCoreApplication.translate


def confidence_word(confidence: Confidence) -> str:
    """The word for how sure, translated."""
    return {
        Confidence.ALMOST_CERTAIN: _translate("Wording", "almost certain"),
        Confidence.HIGHLY_LIKELY: _translate("Wording", "highly likely"),
        Confidence.LIKELY: _translate("Wording", "likely"),
        Confidence.UNCERTAIN: _translate("Wording", "uncertain"),
    }[confidence]


def percent(probability: float) -> str:
    """“93%”; never “0%” or “100%”, which no model can know."""
    if probability < 0.01:
        return "<1%"
    if probability > 0.99:
        return ">99%"
    return f"{round(probability * 100)}%"


def claimed_species(bird: Bird) -> Species | None:
    """The species that is claimed, or None when the claim is wider or there is none."""
    if bird.claim.rank is not Rank.SPECIES:
        return None
    for candidate in bird.candidates:
        if candidate.species.scientific_name == bird.claim.taxon:
            return candidate.species
    return Species(bird.claim.taxon)


def claim_title(bird: Bird, language: str) -> str:
    """What is claimed, as a heading: a common name, or the wider taxon in words."""
    match bird.claim.rank:
        case Rank.SPECIES:
            species = claimed_species(bird)
            return species.common_name(language) if species else bird.claim.taxon
        case Rank.GENUS:
            return _translate("Wording", "Some species of the genus {0}").format(bird.claim.taxon)
        case Rank.FAMILY:
            return _translate("Wording", "Some species of the family {0}").format(bird.claim.taxon)
    return _translate("Wording", "Not sure")


def claim_name(bird: Bird, language: str) -> str:
    """What is claimed, short enough for a list or a label."""
    match bird.claim.rank:
        case Rank.GENUS:
            return _translate("Wording", "genus {0}").format(bird.claim.taxon)
        case Rank.FAMILY:
            return _translate("Wording", "family {0}").format(bird.claim.taxon)
    return claim_title(bird, language)


def claim_percent(bird: Bird) -> str:
    """How likely the claim is, empty where nothing is claimed."""
    return "" if bird.claim.rank is Rank.NONE else percent(bird.claim.probability)


def claim_label(bird: Bird, language: str) -> str:
    """Name and probability, for the label on the photo."""
    return "  ".join(filter(None, (claim_name(bird, language), claim_percent(bird))))


def claim_explanation(bird: Bird) -> str:
    """The line under the heading: the scientific name, or why no species is claimed."""
    match bird.claim.rank:
        case Rank.SPECIES:
            return bird.claim.taxon
        case Rank.GENUS | Rank.FAMILY:
            return _translate(
                "Wording",
                "No single species is likely enough; together those of this group are {0}.",
            ).format(percent(bird.claim.probability))
    return _translate(
        "Wording",
        "A bird, but none of the species is likely enough to be claimed. "
        "The likeliest are listed below.",
    )


def claim_confidence(bird: Bird) -> Confidence:
    """How sure the claim is; uncertain when nothing is claimed."""
    if bird.claim.rank is Rank.NONE:
        return Confidence.UNCERTAIN
    return confidence_of(bird.claim.probability)


def counted(count: int, one: str, several: str) -> str:
    """``one`` or ``several`` (with ``{0}`` for the figure), both translated by the caller."""
    return (one if count == 1 else several).format(QLocale().toString(count))


def count_of_photos(count: int) -> str:
    """“1 photo”, “16 photos”."""
    return counted(count, _translate("Wording", "{0} photo"), _translate("Wording", "{0} photos"))


def count_of_birds(count: int) -> str:
    """“1 bird”, “7 birds”."""
    return counted(count, _translate("Wording", "{0} bird"), _translate("Wording", "{0} birds"))


def count_of_species(count: int) -> str:
    """“1 species”, “3 species”."""
    return counted(
        count, _translate("Wording", "{0} species"), _translate("Wording", "{0} species")
    )


def photo_size(width: int, height: int) -> str:
    """“1800 × 1200”, in pixels of the upright photo."""
    return f"{width} × {height}"


def photo_facts(record: PhotoRecord | None) -> str:
    """Size, date and camera of a photo, as far as they are known, on one line."""
    if record is None or not record.width:
        return ""
    facts = [photo_size(record.width, record.height)]
    metadata: PhotoMetadata = record.metadata
    if metadata.taken is not None:
        facts.append(QLocale().toString(metadata.taken.date(), QLocale.FormatType.ShortFormat))
    if metadata.camera:
        facts.append(metadata.camera)
    return "  ·  ".join(facts)


def time_left(seconds: float) -> str:
    """“about 2 minutes left”, rounded to what an estimate is worth."""
    if seconds < 5:
        return _translate("Wording", "a few seconds left")
    if seconds < 55:
        return _translate("Wording", "about {0} seconds left").format(5 * round(seconds / 5))
    minutes = round(seconds / 60)
    if minutes < 60:
        return counted(
            max(1, minutes),
            _translate("Wording", "about {0} minute left"),
            _translate("Wording", "about {0} minutes left"),
        )
    return counted(
        round(minutes / 60),
        _translate("Wording", "about {0} hour left"),
        _translate("Wording", "about {0} hours left"),
    )
