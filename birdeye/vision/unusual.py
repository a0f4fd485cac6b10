"""Tells which pictures of a bird are unlike those that networks learn from: no colour, or cut off.

Such a bird is named wrongly more often than its probabilities tell, so less is claimed of it.
"""

from __future__ import annotations

import numpy as np

from birdeye.domain.identification import Rank

COLOURLESS = 1.5
"""A crop whose colours spread less has none: black and white, infrared, or toned in one colour."""

_STEP = 3
"""Every third row and column tells as much of the colours as all of them."""


def finest_rank(crop_rgb_u8: np.ndarray) -> Rank:
    """The finest rank that may be claimed of the bird in ``crop_rgb_u8``, (H, W, 3)."""
    return Rank.FAMILY if colour_spread(crop_rgb_u8) < COLOURLESS else Rank.SPECIES


def colour_spread(crop_rgb_u8: np.ndarray) -> float:
    """How much colours differ beyond what brightness explains, as a standard deviation (0 to 255).

    In a picture toned in one colour, red and blue follow brightness exactly, so that it counts as
    colourless like one in black and white.
    """
    pixels = crop_rgb_u8[::_STEP, ::_STEP].reshape(-1, 3).astype(np.float64)
    pixels -= pixels.mean(axis=0)
    brightness = pixels.mean(axis=1)
    power = float(brightness @ brightness)
    spread = 0.0
    for channel in (pixels[:, 0], pixels[:, 2]):
        slope = float(channel @ brightness) / power if power > 0 else 0.0
        spread += float(np.square(channel - slope * brightness).mean())
    return (spread / 2) ** 0.5
