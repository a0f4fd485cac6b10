"""What a class label may mean, before anything is looked up: its number, its names, its kingdom.

Everyone who trains a network writes labels differently: ``17 Parus major, Great Tit``,
``001.Black_footed_Albatross``, ``n01530575 brambling``, ``Common Goldeneye (Breeding male)``,
``03111_Animalia_Chordata_Aves_Accipitriformes_Accipitridae_Accipiter_badius``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = re.compile(r"\s*\d+\s*[\s.:;,_)\]|-]+\s*(?=\D)")
_NUMBER_BEHIND = re.compile(r"_\d+$")
_WORDNET = re.compile(r"\s*(n\d{4,8})(?:[\s,:;_-]+|$)")
_BIRD_WORDNET = ((1_503_061, 1_627_423), (1_789_386, 1_861_777), (2_000_954, 2_062_016))
"""The numbers that WordNet gave to birds, from "bird" to the last before the amphibians, from
"gallinaceous bird" to the last before the mammals, from "waterbird" to before the whales."""

_CLASS_OF_BIRDS = "aves"
_OTHER_TAXA = frozenset(
    (
        "mammalia",
        "reptilia",
        "amphibia",
        "actinopterygii",
        "insecta",
        "arachnida",
        "mollusca",
        "gastropoda",
        "bivalvia",
        "malacostraca",
        "cephalopoda",
        "chilopoda",
        "diplopoda",
        "anthozoa",
        "plantae",
        "fungi",
        "magnoliopsida",
        "liliopsida",
        "agaricomycetes",
        "lecanoromycetes",
        "polypodiopsida",
        "pinopsida",
        "bryopsida",
        "arthropoda",
        "tracheophyta",
        "basidiomycota",
        "ascomycota",
        "elasmobranchii",
        "chondrichthyes",
    )
)
_TAXON_BREAK = re.compile(r"[_;/|>]+")
_PART_BREAK = re.compile(r"\s*[,;|\t:/]\s*|\s+-\s+")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_HYBRID = re.compile(r"×|\\xd7|\b[x✕]\b|\bhybrid\b", re.IGNORECASE)
_UNDETERMINED = re.compile(r".+\b(?:spp?|species)\.?|.+\S/\S.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelText:
    """A label taken apart.

    ``names`` are the texts in it that may be a name, likeliest first, each once. ``wordnet_id`` is
    that of ImageNet, empty if there is none. ``is_bird`` is what its taxonomy or WordNet's number
    says, None if there is neither. ``is_mixed`` marks a hybrid and what is not a single species:
    ``Turdus sp.``, ``Western/Clark's Grebe``.
    """

    names: tuple[str, ...]
    wordnet_id: str = ""
    is_bird: bool | None = None
    is_mixed: bool = False


def take_apart(label: str) -> LabelText:
    """What the label says, whatever its form."""
    text = label.strip().strip("\"'").strip()
    path = _taxonomic_path(text)
    if path is not None:
        return path
    wordnet_id, is_bird = "", None
    if match := _WORDNET.match(text):
        wordnet_id, text = match[1], text[match.end() :]
        is_bird = _is_bird_synset(wordnet_id)
    else:
        text = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
    text = _NUMBER_BEHIND.sub("", text)
    spaced = text if " " in text else text.replace("_", " ")
    plain = (
        _BRACKETS.sub("", spaced).strip() or spaced
    )  # "(Female/Nonbreeding male)" is not a mixture
    mixed = bool(_HYBRID.search(spaced) or _UNDETERMINED.fullmatch(plain))
    return LabelText(tuple(dict.fromkeys(_names(text))), wordnet_id, is_bird, mixed)


def _names(text: str) -> Iterator[str]:
    parts = [text]
    if " " in text:
        parts += text.split("_")
    for part in list(parts):
        parts.append(part.split(" (")[0])
        parts += _BRACKETS.findall(part)
        parts.append(_BRACKETS.sub("", part))
    for part in list(parts):
        parts += _PART_BREAK.split(part)
    for part in parts:
        name = " ".join(part.replace("_", " ").split()).strip(" .,;:\"'()")
        if name:
            yield name
    if " " not in text and "_" not in text:
        yield text.replace("-", " ")  # pica-pica
    # A name with its author, or with the other name right before or after it.
    words = text.replace("_", " ").split()
    if len(words) > 2:
        yield " ".join(words[:3])
        yield " ".join(words[:2])
        yield " ".join(words[-2:])


def _taxonomic_path(text: str) -> LabelText | None:
    """A label that lists its taxa at least from the class down, as iNaturalist and SpeciesNet
    do."""
    taxa = [taxon.strip() for taxon in _TAXON_BREAK.split(text)]
    folded = [taxon.casefold() for taxon in taxa]
    if len(taxa) < 3:
        return None
    if _CLASS_OF_BIRDS in folded:
        below = [taxon for taxon in taxa[folded.index(_CLASS_OF_BIRDS) + 1 :] if taxon]
        names = [f"{genus} {epithet}" for genus, epithet in pairwise(below)][::-1]
        names = [" ".join(below[-3:]), *names, *below[::-1]]
        return LabelText(tuple(dict.fromkeys(names)), is_bird=True)
    if _OTHER_TAXA.intersection(folded):
        return LabelText((), is_bird=False)
    return None


def _is_bird_synset(wordnet_id: str) -> bool | None:
    if len(wordnet_id) != 9:  # truncated, and worthless
        return None
    number = int(wordnet_id[1:])
    return any(first <= number <= last for first, last in _BIRD_WORDNET)
