"""A sighting's taxon in the terms of Darwin Core, which Camtrap DP also uses."""

from __future__ import annotations

from birdeye.domain.identification import Rank
from birdeye.domain.species import HigherTaxa
from birdeye.export.choice import Sighting
from birdeye.export.options import ExportTools


def taxon_terms(sighting: Sighting, tools: ExportTools) -> dict[str, str]:
    """The terms that classify the taxon of a sighting; "Aves" if that is just a bird."""
    higher = tools.higher_taxa.get(sighting.family, HigherTaxa())
    names = {"kingdom": "Animalia", "phylum": "Chordata", "class": "Aves"}
    names |= {"order": higher.order, "family": higher.family}
    if sighting.rank is Rank.SPECIES:
        genus, _, epithets = sighting.taxon.partition(" ")
        epithet, _, tame_form = epithets.partition(" ")
        return names | {
            "scientificName": sighting.taxon,
            "taxonRank": "subspecies" if tame_form else "species",
            "genus": genus,
            "specificEpithet": epithet,
            "infraspecificEpithet": tame_form,
            "vernacularName": "" if sighting.name == sighting.taxon else sighting.name,
        }
    if sighting.rank is Rank.GENUS:
        return names | {
            "scientificName": sighting.taxon,
            "taxonRank": "genus",
            "genus": sighting.taxon,
        }
    family = sighting.taxon if is_scientific_family(sighting.taxon) else higher.family
    if family:
        return names | {"scientificName": family, "family": family, "taxonRank": "family"}
    # A family known by an English name only, or a bird without a name: just a bird.
    return names | {"scientificName": "Aves", "taxonRank": "class"}


def is_scientific_family(name: str) -> bool:
    """Whether ``name`` is a zoological family name (ICZN article 29.2)."""
    return name.isalpha() and name.endswith("idae")
