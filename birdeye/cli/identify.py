"""``birdeye identify``: which birds are in these photos?"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from birdeye import locations
from birdeye.cli.catalogue_choice import Troubles, ready_catalogue
from birdeye.cli.display import say, warn
from birdeye.cli.identify_options import FORMATS, add_parser
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.output import open_output
from birdeye.cli.photo_arguments import given_paths, some_photos
from birdeye.cli.progress import Progress
from birdeye.cli.results_table import TableWriter
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.identification import PhotoResult
from birdeye.domain.providers import Provider
from birdeye.export.whole_file import is_stream, part_of

if TYPE_CHECKING:
    from birdeye.domain.species import Species
    from birdeye.export.options import ExportTools
    from birdeye.packs.manifest import Manifest
    from birdeye.vision.identifier import Identifier

__all__ = ["add_parser", "run"]


def run(arguments: argparse.Namespace) -> int:
    """Identify and write, photo by photo."""
    # Imported here to keep help and messages about mistyped options fast.
    from birdeye.cli.pack_choice import chosen_pack
    from birdeye.cli.place_choice import chosen_places
    from birdeye.geography.countries import read_countries
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.vision.identifier import IdentifyOptions
    from birdeye.vision.session import available_cores
    from birdeye.workflows.annotate_photos import annotate_photos, without_copies
    from birdeye.workflows.export_tools import export_tools
    from birdeye.workflows.find_photos import find_photos
    from birdeye.workflows.places import open_identifier
    from birdeye.workflows.vote_in_bursts import with_votes

    if arguments.cluster is not None:
        from birdeye.cli.on_cluster import identify_on_cluster

        return identify_on_cluster(arguments)
    pack = chosen_pack(arguments.pack)
    arguments.top = min(arguments.top, len(pack.labels.distinct_species))  # columns of a table, too
    given = given_paths(arguments)
    left_out: dict[str, int] = {}
    found = find_photos(given, left_out)
    if arguments.annotated is not None:
        found = without_copies(found, arguments.annotated)
    paths = some_photos(found, given)
    if left_out:
        warn(_what_is_left_out(left_out))
    cores = arguments.threads or available_cores()
    workers = min(cores, len(paths))
    options = IdentifyOptions(
        arguments.top,
        arguments.min_score,
        arguments.tiles,
        threads=max(1, cores // workers),
        provider=Provider(arguments.provider),
        places=chosen_places(arguments.region),
    )
    table = read_species_table(locations.names_folder())
    countries = read_countries(locations.countries_file())
    identifier = open_identifier(pack, options, table, countries)
    tools = export_tools(table, countries)
    if identifier.why_not_provider:
        warn(identifier.why_not_provider)
    if pack.manifest.calibration is None:
        warn(
            f"Nobody has calibrated “{pack.title}”, so it never says more than “likely”. To "
            f"calibrate it with photos of known species: birdeye packs calibrate {pack.id} FOLDER"
        )
    with closing(_results(paths, identifier, workers, arguments, table.species)) as results:
        heard = with_votes(results, identifier.pack) if arguments.bursts else results
        if arguments.annotated is not None:
            heard = annotate_photos(
                heard,
                arguments.annotated,
                given,
                arguments.language,
                tools,
                with_position=not arguments.without_position,
            )
        with closing(heard):
            unreadable = _write(heard, len(paths), pack.manifest, arguments, tools)
    return EXIT_FAILED if unreadable else 0


def _results(
    paths: Sequence[Path],
    identifier: Identifier,
    workers: int,
    arguments: argparse.Namespace,
    species_of: Callable[[str], Species],
) -> Generator[PhotoResult, None, None]:
    """One result for each of ``paths``, from the catalogue if it has exactly that result."""
    from birdeye.catalogue.preparation import back_up_catalogue
    from birdeye.workflows.identify_photos import identify_photos
    from birdeye.workflows.remember_photos import recall_or_identify
    from birdeye.workflows.vote_in_bursts import remember_votes

    troubles = Troubles()
    file = None
    if not arguments.no_catalogue and identifier.options.is_usual:
        file = ready_catalogue(arguments.catalogue, troubles)
    if file is None:
        yield from identify_photos(paths, identifier, workers=workers)
        return
    yield from recall_or_identify(
        paths,
        identifier,
        file,
        on_trouble=troubles,
        species_of=species_of,
        again=arguments.again,
        workers=workers,
    )
    if arguments.bursts:
        try:
            remember_votes(file, identifier.pack, paths)
        except CatalogueUnusable as error:
            troubles(error)
    with suppress(CatalogueUnusable):  # the next command, or the window, tries again
        back_up_catalogue(file)


def _write(
    results: Iterable[PhotoResult],
    total: int,
    pack: Manifest,
    arguments: argparse.Namespace,
    tools: ExportTools,
) -> int:
    """Write ``results`` as they come; the number of photos that could not be read."""
    progress = Progress(sys.stderr, total)
    photos = birds = unreadable = 0
    output_format = _format_of(arguments)
    _note_misleading_ending(arguments.output, output_format)
    # Spreadsheets recognise UTF-8 only if the file begins with this mark.
    encoding = "utf-8-sig" if output_format == "csv" else "utf-8"
    try:
        with (
            open_output(arguments.output, encoding=encoding) as stream,
            _writing(output_format, stream, pack, arguments, tools) as write,
        ):
            for result in results:
                progress.clear()
                write(result)
                if result.error is not None and output_format != "table":
                    warn(result.error)
                photos += 1
                birds += len(result.birds)
                unreadable += result.error is not None
                progress.advance(result.path.name)
    except BaseException as error:
        progress.clear()
        _tell_part(arguments.output, photos, error)
        raise
    finally:
        progress.clear()
        if sys.stderr.isatty():
            say(_summary(photos, total, birds, unreadable), stream=sys.stderr)
    return unreadable


def _tell_part(output: Path | None, photos: int, error: BaseException) -> None:
    """Say where the results so far are, now that ``output`` will not be complete."""
    if output is None or not os.path.exists(part_of(output)) or is_stream(output):  # noqa: PTH110
        return
    why = "Interrupted" if isinstance(error, KeyboardInterrupt) else "Not finished"
    first = "the first photo is" if photos == 1 else f"the first {photos:,} photos are"
    untouched = f" “{output}” is as it was." if output.exists() else ""
    warn(f"{why}: {first} in “{output.with_name(part_of(output).name)}”.{untouched}")


def _writing(
    output_format: str,
    stream: TextIO,
    pack: Manifest,
    arguments: argparse.Namespace,
    tools: ExportTools,
) -> AbstractContextManager[Callable[[PhotoResult], None]]:
    from birdeye.workflows.result_writers import pack_fields, writing

    if output_format == "table":
        return nullcontext(TableWriter(stream, arguments.language, tools.family_name).write)
    fields = pack_fields(pack)
    return writing(output_format, stream, fields, arguments.top, arguments.language, tools)


def _format_of(arguments: argparse.Namespace) -> str:
    if arguments.format is not None:
        return arguments.format
    suffix = arguments.output.suffix.lower().lstrip(".") if arguments.output else ""
    return suffix if suffix in FORMATS else "table"


def _note_misleading_ending(output: Path | None, output_format: str) -> None:
    """Say so where the ending of the file promises something else than it gets."""
    ending = output.suffix.lower().lstrip(".") if output else ""
    if not ending or ending == output_format or (output_format == "table" and ending == "txt"):
        return
    if output_format == "table":
        known = ", ".join(f".{each}" for each in FORMATS if each != "table")
        warn(f"Note: “{output}” gets a table to read; the endings {known} choose another format.")
    elif ending in FORMATS:
        warn(f"Note: “{output}” gets {output_format}, in spite of its ending.")


def _summary(photos: int, total: int, birds: int, unreadable: int) -> str:
    seen = f"{photos} photos" if photos == total else f"{photos} of {total} photos"
    text = f"{seen}, {birds} birds"
    return f"{text}, {unreadable} could not be read" if unreadable else text


def _what_is_left_out(left_out: Mapping[str, int]) -> str:
    from birdeye.workflows.find_photos import kinds_in_words

    count = sum(left_out.values())
    files = "1 file of another kind is" if count == 1 else f"{count} files of other kinds are"
    return f"{files} left out ({kinds_in_words(left_out)})"
