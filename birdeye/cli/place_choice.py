"""Where photos without a position were taken, from the command or the settings."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from birdeye import locations
from birdeye.domain.plausibility import PlaceSettings


def add_region_option(parser: Any) -> None:
    """Add ``--region`` to a command that names birds."""
    parser.add_argument(
        "--region",
        type=region,
        metavar="REGION",
        help="where photos without a position were taken: countries such as DE,CH, a continent "
        "such as europe, or anywhere (default: what the settings say)",
    )


def region(text: str) -> frozenset[str]:
    """The countries in the value of ``--region``; none for anywhere."""
    from birdeye.geography.regions import CONTINENTS, region_codes

    try:
        return region_codes(text)
    except ValueError as error:
        known = ", ".join(sorted(CONTINENTS))
        raise argparse.ArgumentTypeError(
            f"“{error}” is not a country code such as DE, nor one of {known}, anywhere"
        ) from None


def chosen_places(given: frozenset[str] | None) -> PlaceSettings:
    """The settings about places, with the region ``given`` instead of theirs."""
    from birdeye.workflows.places import read_place_settings

    settings = read_place_settings(locations.settings_file())
    return settings if given is None else replace(settings, used=True, region=given)
