"""Carries out what ``birdeye set`` asks for, and says for how many photos."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from birdeye.cli.display import counted, say
from birdeye.domain.changes import Change, Changed, SetFlags, SetPositions, StateCount

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.vision.weighing import Weigher


def carry_out(
    arguments: argparse.Namespace, catalogue: Catalogue, change: Change | None, count: int
) -> None:
    """Carry out ``change`` unless this is a trial; None changes nothing.

    ``count`` is how many photos were named, or have something to change.
    """
    if change is None:
        say("Nothing to set.")
    elif arguments.dry_run:
        say(f"Would be set for {counted(count, 'photo')}. Nothing was set.")
    else:
        changed = catalogue.carry_out(change)
        if changed.entry_id is None:
            say(f"Set already for {counted(count, 'photo')}. Nothing was changed.")
            return
        reweigh(catalogue, changed)
        say(f"Set for {counted_photos(changed)}. “birdeye set undo” takes it back.")


def counted_photos(changed: Changed) -> str:
    """“7 photos”, or “7 photos and 2 copies elsewhere”: copies of a photo share its facts."""
    change = changed.change
    if isinstance(change, SetFlags):
        named = {photo_id for photo_id, _ in change.flags}
    elif isinstance(change, SetPositions):
        named = {photo_id for photo_id, _ in change.positions}
    else:
        named = set(getattr(change, "photo_ids", ()))
    if named.isdisjoint(changed.photo_ids):  # they were forgotten, and a copy is left
        return counted(len(changed.photo_ids), "photo")
    copies = len(set(changed.photo_ids) - named)
    photos = counted(len(changed.photo_ids) - copies, "photo")
    if not copies:
        return photos
    return f"{photos} and {counted(copies, 'copy', 'copies')} elsewhere"


def reweigh(catalogue: Catalogue, changed: Changed) -> None:
    """Update names to the new places and dates, with the models that gave them."""
    from birdeye import locations
    from birdeye.geography.countries import read_countries
    from birdeye.packs.library import PackLibrary
    from birdeye.packs.pack import Pack
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.workflows.places import open_weigher, read_place_settings
    from birdeye.workflows.reweigh import reweigh_by_all

    if isinstance(changed.change, StateCount):
        return
    settings_file = locations.settings_file()
    library = PackLibrary.of_this_computer()
    table = read_species_table(locations.names_folder())
    countries = read_countries(locations.countries_file())
    settings = read_place_settings(settings_file)
    packs = {pack.id: pack for pack in library.packs() if isinstance(pack, Pack)}

    def weigher_of(pack_id: str) -> Weigher | None:
        pack = packs.get(pack_id)
        return None if pack is None else open_weigher(pack, settings, table, countries)

    reweigh_by_all(catalogue, weigher_of, changed.photo_ids)
