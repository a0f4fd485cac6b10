"""``birdeye compare``: where do two model packs differ on these photos?"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye import locations
from birdeye.cli.catalogue_choice import add_catalogue_option, opened_catalogue
from birdeye.cli.display import counted, say, say_json, warn
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.option_values import add_language_option, add_threads_option
from birdeye.cli.photo_arguments import add_photo_paths, given_paths, some_photos
from birdeye.cli.place_choice import add_region_option
from birdeye.cli.progress import Progress
from birdeye.cli.results_table import mark
from birdeye.domain.confidence import confidence_of, percent
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.identification import Bird, Rank
from birdeye.export.fields import finding

if TYPE_CHECKING:
    from birdeye.domain.plausibility import Circumstances
    from birdeye.domain.species import Species
    from birdeye.workflows.compare_packs import BirdPair, PhotoComparison

_EPILOGUE = """\
examples:
  birdeye compare ~/Pictures --with inat-birds
  birdeye compare ~/Pictures --pack birdeye-1 --with inat-birds --all
  birdeye compare ~/Pictures --with inat-birds --region DE,CH
  birdeye compare ~/Pictures --with ./new-pack --json > differences.json

Places count for both packs as they do for “birdeye identify”: the positions of the photos, what
the catalogue knows of them, and the region of the settings or of --region. Nothing is remembered.

Birds that both packs name alike are left out unless --all is given. The exit code is 0, or 1 when
some photos could not be read.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "compare",
        help="show where two model packs differ on photos",
        description="Identifies photos with two model packs and prints where they differ.",
        epilog=_EPILOGUE,
    )
    add_photo_paths(parser)
    parser.add_argument(
        "--pack", metavar="ID", help="the first pack, by id or folder (default: the one in use)"
    )
    parser.add_argument(
        "--with", dest="other", metavar="ID", required=True, help="the pack to compare it with"
    )
    parser.add_argument("--all", action="store_true", help="also print birds without a difference")
    add_region_option(parser)
    add_language_option(parser)
    parser.add_argument("--json", action="store_true", help="write one JSON object per photo")
    add_threads_option(parser)
    asking = parser.add_mutually_exclusive_group()
    add_catalogue_option(asking)
    asking.add_argument(
        "--no-catalogue", action="store_true", help="do not look up where photos were taken"
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare and print, photo by photo, and a summary at the end."""
    from birdeye.cli.pack_choice import chosen_pack
    from birdeye.cli.place_choice import chosen_places
    from birdeye.geography.countries import read_countries
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.vision.identifier import IdentifyOptions
    from birdeye.vision.session import available_cores
    from birdeye.workflows.compare_packs import Agreement, compare_packs
    from birdeye.workflows.find_photos import find_photos
    from birdeye.workflows.places import open_identifier

    packs = [chosen_pack(arguments.pack), chosen_pack(arguments.other)]
    given = given_paths(arguments)
    photos = some_photos(find_photos(given), given)
    workers = min(arguments.threads or available_cores(), len(photos))
    options = IdentifyOptions(threads=1, places=chosen_places(arguments.region))
    table = read_species_table(locations.names_folder())
    countries = read_countries(locations.countries_file())
    identifiers = [open_identifier(pack, options, table, countries) for pack in packs]
    circumstances = _circumstances(photos, arguments, table.species)
    names = [pack.id for pack in packs]
    progress, unreadable = Progress(sys.stderr, len(photos)), 0
    counts: Counter[Agreement] = Counter()
    try:
        compared = compare_packs(photos, *identifiers, workers=workers, circumstances=circumstances)
        with closing(compared) as comparisons:
            for comparison in comparisons:
                progress.clear()
                counts.update(pair.agreement for pair in comparison.pairs)
                unreadable += comparison.error is not None
                _print(comparison, names, arguments)
                progress.advance(comparison.path.name)
    finally:
        progress.clear()
    if not arguments.json:
        birds = counted(sum(counts.values()), "bird")
        say(f"{birds} in {counted(len(photos), 'photo')}")
        for agreement in Agreement:
            if counts[agreement]:
                say(f"  {counts[agreement]:>6}  {agreement.value}")
    return EXIT_FAILED if unreadable else 0


def _circumstances(
    photos: Iterable[Path], arguments: argparse.Namespace, species_of: Callable[[str], Species]
) -> dict[Path, Circumstances]:
    """Where and when photos were taken, as far as the user told the catalogue."""
    from birdeye.workflows.reweigh import circumstances_of

    file = arguments.catalogue or locations.catalogue_file()
    if arguments.no_catalogue or (arguments.catalogue is None and not file.exists()):
        return {}
    try:
        with opened_catalogue(file, species_of) as catalogue:
            return circumstances_of(catalogue, photos)
    except CatalogueUnusable as error:
        if arguments.catalogue is not None:
            raise
        warn(f"{error} Places and dates that you set do not count here.")
        return {}


def _print(comparison: PhotoComparison, names: list[str], arguments: argparse.Namespace) -> None:
    from birdeye.workflows.compare_packs import Agreement

    pairs = [
        pair
        for pair in comparison.pairs
        if arguments.all or pair.agreement not in (Agreement.SAME, Agreement.NEITHER_CLAIMS)
    ]
    if arguments.json:
        say_json(_as_dict(comparison, pairs, names, arguments.language), indent=None)
    elif comparison.error is not None:
        say(str(comparison.path), f"  {comparison.error}")
    elif pairs:
        say(str(comparison.path))
        width = max(map(len, names))
        for pair in pairs:
            say(f"  {pair.agreement.value}")
            for name, bird in zip(names, (pair.first, pair.second), strict=True):
                say(f"    {name:<{width}}  {_words(bird, arguments.language)}")


def _words(bird: Bird | None, language: str) -> str:
    """What a pack says about a bird."""
    if bird is None:
        return "finds no bird here"
    claim, best = bird.claim, bird.best
    if claim.rank is Rank.NONE:
        guess = f", perhaps {best.species.common_name(language)}" if best else ""
        return f"not sure{guess}" + (f" ({percent(best.probability)})" if best else "")
    taxon = f"{claim.taxon} ({claim.rank.value})"
    if claim.rank is Rank.SPECIES and best is not None:
        taxon = f"{best.species.common_name(language)} · {claim.taxon}"
    word = confidence_of(claim.probability).value
    marked = mark(bird.is_expected(claim.rank, claim.taxon) is False)
    return f"{taxon}  {percent(claim.probability)}  {word}{marked}"


def _as_dict(
    comparison: PhotoComparison, pairs: list[BirdPair], names: list[str], language: str
) -> Any:
    def named(bird: Bird | None) -> dict[str, Any] | None:
        if bird is None:
            return None
        claim = bird.claim
        return {"rank": claim.rank.value, "taxon": claim.taxon or None, **finding(bird, language)}

    return {
        "photo": str(comparison.path),
        "packs": names,
        "error": comparison.error,
        "birds": [
            {
                "agreement": pair.agreement.name.lower(),
                "first": named(pair.first),
                "second": named(pair.second),
            }
            for pair in pairs
        ],
    }
