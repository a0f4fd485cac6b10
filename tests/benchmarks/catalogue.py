"""What remembering costs, and what it spares: the command line with and without its catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.command_line import small_photos, timed_command
from tests.benchmarks.measuring import Figure, by_turns, figure, ratios
from tests.benchmarks.settings import Settings

PHOTOS = 500


def figures(settings: Settings) -> Iterator[Figure]:
    """For photos of a fifth of a megapixel, among which the catalogue weighs most."""
    folder = small_photos(settings, PHOTOS)
    data = settings.scratch / "catalogue-data"
    pack = settings.packs()["built-in"]
    words = ["identify", str(folder), "--pack", f"{pack}/", "--output", str(data) + ".csv"]

    def milliseconds(*further: str) -> float:
        return 1000 * timed_command([*words, *further], data)[0] / PHOTOS

    values = by_turns(
        {
            "without": lambda: milliseconds("--no-catalogue"),
            "remembering": lambda: milliseconds("--again"),
            "remembered": milliseconds,
        },
        settings.rounds,
    )
    yield figure("a small photo, without a catalogue", "ms", values["without"])
    yield figure("the same, remembering it", "ms", values["remembering"])
    yield figure("the same, remembered", "ms", values["remembered"])
    yield figure("remembering / without", "times", ratios(values["remembering"], values["without"]))
