"""``birdeye compare``: where do two model packs differ on these photos?"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from birdeye.cli.display import say, say_json
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.option_values import add_language_option
from birdeye.cli.photo_arguments import photo_paths, positive_count, some_photos
from birdeye.cli.progress import Progress
from birdeye.domain.confidence import confidence_of, percent
from birdeye.domain.identification import Bird, Rank
from birdeye.workflows.results_json import bird_as_dict

if TYPE_CHECKING:
    from birdeye.workflows.compare_packs import BirdPair, PhotoComparison

_EPILOGUE = """\
examples:
  birdeye compare ~/Pictures --with inat-birds
  birdeye compare ~/Pictures --pack birdeye-1 --with inat-birds --all
  birdeye compare ~/Pictures --with ./new-pack --json > differences.json

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
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", nargs="+", type=photo_paths, metavar="PATH", help="a photo, or a folder to search"
    )
    parser.add_argument(
        "--pack", metavar="ID", help="the first pack, by id or folder (default: the one in use)"
    )
    parser.add_argument(
        "--with", dest="other", metavar="ID", required=True, help="the pack to compare it with"
    )
    parser.add_argument("--all", action="store_true", help="also print birds without a difference")
    add_language_option(parser)
    parser.add_argument("--json", action="store_true", help="write one JSON object per photo")
    parser.add_argument(
        "--threads", type=positive_count, metavar="N", help="processor cores to use (default: all)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare and print, photo by photo, and a summary at the end."""
    from birdeye.cli.pack_choice import chosen_pack_with_all_names
    from birdeye.vision.identifier import Identifier, IdentifyOptions
    from birdeye.vision.session import available_cores
    from birdeye.workflows.compare_packs import Agreement, compare_packs
    from birdeye.workflows.find_photos import find_photos

    packs = [
        chosen_pack_with_all_names(arguments.pack),
        chosen_pack_with_all_names(arguments.other),
    ]
    given = [path for meant in arguments.paths for path in meant]
    photos = some_photos(find_photos(given), given)
    workers = min(arguments.threads or available_cores(), len(photos))
    identifiers = [Identifier(pack, IdentifyOptions(threads=1)) for pack in packs]
    names = [pack.id for pack in packs]
    progress, unreadable = Progress(sys.stderr, len(photos)), 0
    counts: Counter[Agreement] = Counter()
    try:
        with closing(compare_packs(photos, *identifiers, workers=workers)) as comparisons:
            for comparison in comparisons:
                progress.clear()
                counts.update(pair.agreement for pair in comparison.pairs)
                unreadable += comparison.error is not None
                _print(comparison, names, arguments)
                progress.advance(comparison.path.name)
    finally:
        progress.clear()
    if not arguments.json:
        say(f"{sum(counts.values())} birds in {len(photos)} photos")
        for agreement in Agreement:
            if counts[agreement]:
                say(f"  {counts[agreement]:>6}  {agreement.value}")
    return EXIT_FAILED if unreadable else 0


def _print(comparison: PhotoComparison, names: list[str], arguments: argparse.Namespace) -> None:
    from birdeye.workflows.compare_packs import Agreement

    pairs = [
        pair
        for pair in comparison.pairs
        if arguments.all or pair.agreement not in (Agreement.SAME, Agreement.NEITHER_CLAIMS)
    ]
    if arguments.json:
        say_json(_as_dict(comparison, pairs, names), indent=None)
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
    return f"{taxon}  {percent(claim.probability)}  {confidence_of(claim.probability).value}"


def _as_dict(comparison: PhotoComparison, pairs: list[BirdPair], names: list[str]) -> Any:
    return {
        "photo": str(comparison.path),
        "packs": names,
        "error": comparison.error,
        "birds": [
            {
                "agreement": pair.agreement.name.lower(),
                "first": bird_as_dict(pair.first) if pair.first else None,
                "second": bird_as_dict(pair.second) if pair.second else None,
            }
            for pair in pairs
        ],
    }
