"""The name of a bird in words: the program's claim, or the user's decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import Candidate, Rank
from birdeye.domain.records import ALL_OTHERS_TOGETHER, BirdRecord
from birdeye.domain.review import Verdict
from birdeye.gui import enumeration, wording
from birdeye.gui.models.species_names import SpeciesNames

_translate = QCoreApplication.translate


def title(bird: BirdRecord, names: SpeciesNames) -> str:
    """A heading: a common name, the wider taxon in words, or that it has no name and why."""
    match bird.review.verdict:
        case Verdict.UNSURE:
            return _translate("BirdWording", "You said unsure")
        case Verdict.NOT_A_BIRD:
            return _translate("BirdWording", "No bird here")
    match bird.rank:
        case Rank.GENUS:
            return _translate("BirdWording", "Some species of the genus {0}").format(bird.taxon)
        case Rank.FAMILY:
            sentence = _translate("BirdWording", "Some species of the family {0}")
            return with_family(sentence, names.family_name(bird.taxon))
    return short_name(bird, names)


def short_name(bird: BirdRecord, names: SpeciesNames) -> str:
    """Its name, short enough for a list or a label."""
    match bird.review.verdict:
        case Verdict.UNSURE:
            return _translate("BirdWording", "Unsure")
        case Verdict.NOT_A_BIRD:
            return _translate("BirdWording", "No bird")
    if bird.guess is not None:
        return probably(bird.guess.species.common_name(names.language))
    species = names.species_of_bird(bird)
    if species is not None:
        return species.common_name(names.language)
    return taxon_name(bird.rank, bird.taxon, names)


def probably(name: str) -> str:
    """A species that is likelier than all others together, and not certain enough to be claimed."""
    return _translate("BirdWording", "probably {0}?").format(name)


def taxon_name(rank: Rank, taxon: str, names: SpeciesNames) -> str:
    """A taxon by itself: a common name, “genus Passer”, or “Not sure” for `Rank.NONE`."""
    match rank:
        case Rank.SPECIES:
            return names.common_name(taxon)
        case Rank.GENUS:
            return _translate("BirdWording", "genus {0}").format(taxon)
        case Rank.FAMILY:
            return with_family(_translate("BirdWording", "family {0}"), names.family_name(taxon))
    return _translate("BirdWording", "Not sure")


def with_family(sentence: str, family: str, *others: str) -> str:
    """``sentence`` about a family. Chinese names of families say that they are families, so that
    the sentence must not say it again."""
    return sentence.format(family, *others).replace("科 科", "科")


def figure(bird: BirdRecord) -> str:
    """How likely that is; empty where there is not even a guess, or the user has decided."""
    if bird.guess is not None:
        return wording.percent(bird.guess.probability)
    if bird.is_reviewed or bird.rank is Rank.NONE:
        return ""
    return wording.percent(bird.claim.probability)


def label(bird: BirdRecord, names: SpeciesNames) -> str:
    """Name and figure, or name and tick, for the label on the photo."""
    name = short_name(bird, names)
    if bird.is_confirmed:
        return f"✓ {name}"
    return "  ".join(filter(None, (name, figure(bird))))


def explanation(bird: BirdRecord, names: SpeciesNames) -> str:
    """Why no species is named; empty where one is."""
    match bird.review.verdict:
        case Verdict.CONFIRMED:
            return ""
        case Verdict.UNSURE:
            return _translate(
                "BirdWording", "You looked and could not tell. What it may be is listed below."
            )
        case Verdict.NOT_A_BIRD:
            return _translate(
                "BirdWording", "You said that there is no bird in this box, so it does not count."
            )
    match bird.rank:
        case Rank.SPECIES:
            return ""
        case Rank.GENUS | Rank.FAMILY:
            best = bird.bird.best
            is_of_it = best is not None and best.is_of(bird.rank, bird.taxon)
            if best is not None and is_of_it and best.probability > ALL_OTHERS_TOGETHER:
                return _translate(
                    "BirdWording",
                    "{0} is the likeliest species ({1}), but not likely enough to be named. "
                    "Together, the species of this group reach {2}.",
                ).format(
                    best.species.common_name(names.language),
                    wording.percent(best.probability),
                    wording.percent(bird.claim.probability),
                )
            return _translate(
                "BirdWording",
                "No single species is likely enough; together those of this group are {0}.",
            ).format(wording.percent(bird.claim.probability))
    if bird.guess is not None:
        return _translate(
            "BirdWording",
            "Not certain enough to name it. If this is right, choose it below by its number.",
        )
    if not bird.bird.candidates:
        return _translate("BirdWording", "Type a name to say what it is.")
    return _translate(
        "BirdWording",
        "A bird, but no species is likely enough to name it. The likeliest are listed below.",
    )


def burst_note(bird: BirdRecord, names: SpeciesNames) -> str:
    """That a burst agreed on the name, and what this photo alone says; empty where it did not."""
    vote = bird.bird.burst_vote
    if vote is None or bird.is_reviewed:
        return ""
    own = taxon_name(vote.own_claim.rank, vote.own_claim.taxon, names)
    return _translate("BirdWording", "Agreed in a burst of {0}; this photo alone: {1}.").format(
        wording.count_of_photos(vote.photo_count), own
    )


def both_figures(candidate: Candidate) -> str:
    """“99% here, 71% by looks alone”; empty where the place changes nothing that can be seen."""
    if candidate.by_looks is None:
        return ""
    here, by_looks = wording.percent(candidate.probability), wording.percent(candidate.by_looks)
    if here == by_looks:
        return ""
    return _translate("BirdWording", "{0} here, {1} by looks alone").format(here, by_looks)


def may_also_be(scientific_names: Sequence[str], names: SpeciesNames) -> str:
    """“Could also be Eastern Cattle-Egret, which the model cannot tell apart”; empty for none."""
    if not scientific_names:
        return ""
    listed = enumeration.listed(names.common_name(name) for name in scientific_names)
    return _translate("BirdWording", "Could also be {0}, which the model cannot tell apart").format(
        listed
    )


def confidence(bird: BirdRecord) -> Confidence:
    """How sure the claim is; uncertain when nothing is claimed, but likely with a good guess."""
    if bird.guess is not None:
        return Confidence.LIKELY
    if bird.claim.rank is Rank.NONE:
        return Confidence.UNCERTAIN
    return confidence_of(bird.claim.probability)


def state(bird: BirdRecord) -> str:
    """How sure the program is, or what the user decided: the words of the chip."""
    match bird.review.verdict:
        case Verdict.CONFIRMED:
            return _translate("BirdWording", "✓  confirmed")
        case Verdict.UNSURE:
            return _translate("BirdWording", "unsure")
        case Verdict.NOT_A_BIRD:
            return _translate("BirdWording", "not a bird")
    word, percent = wording.confidence_word(confidence(bird)), figure(bird)
    if bird.guess is not None:
        word = _translate("BirdWording", "to be checked")
    return f"{word}  ·  {percent}" if percent else word


def doubted_state(bird: BirdRecord) -> str:
    """“by looks  ·  95%”, for a claim that place or date speak against."""
    claim = bird.claim
    meant = [each for each in bird.bird.candidates if each.is_of(claim.rank, claim.taxon)]
    by_looks = sum(each.probability if each.by_looks is None else each.by_looks for each in meant)
    if claim.rank is Rank.SPECIES and meant:
        word, probability = _translate("BirdWording", "by looks"), by_looks
    else:
        word, probability = _translate("BirdWording", "to be checked"), claim.probability
    return f"{word}  ·  {wording.percent(probability)}"


def spoken(bird: BirdRecord, names: SpeciesNames, is_doubted: bool = False) -> str:
    """Name and state as a screen reader says them."""
    told = doubted_state(bird) if is_doubted else state(bird)
    return ", ".join((title(bird, names), told.lstrip("✓ ")))
