"""Detects pictures without colour, of which networks see too few to name birds reliably.

Such birds are named wrongly more often than their probabilities suggest, so less is claimed about
them.
"""

from __future__ import annotations

import numpy as np

from birdeye.domain.identification import Rank

COLOURLESS = 1.5
"""A crop with less spread in its colours has none: black and white, infrared, or toned in one
colour."""
STRONGEST_TONE = 0.5
"""How much less than its strongest channel the weakest one of a toned picture may have. A crop
entirely in one strong colour, such as the flank of a parrot, is not a toned picture."""

_STEP = 3
"""Every third row and column says as much about the colours as all of them."""


def finest_rank(crop_rgb_u8: np.ndarray) -> Rank:
    """The finest rank that may be claimed for the bird in ``crop_rgb_u8``, (H, W, 3)."""
    means = crop_rgb_u8[::_STEP, ::_STEP].reshape(-1, 3).mean(axis=0)
    toned = float(means.min()) >= (1 - STRONGEST_TONE) * float(means.max())
    return Rank.FAMILY if toned and colour_spread(crop_rgb_u8) < COLOURLESS else Rank.SPECIES


def colour_spread(crop_rgb_u8: np.ndarray) -> float:
    """How far colours are from one tone that is only brighter or darker: a root mean square, 0 to
    255.

    In a toned picture red and blue are fixed shares of brightness, so that it has as little colour
    as one in black and white.
    """
    pixels = crop_rgb_u8[::_STEP, ::_STEP].reshape(-1, 3).astype(np.float64)
    brightness = pixels.mean(axis=1)
    power = float(brightness @ brightness)
    spread = 0.0
    for channel in (pixels[:, 0], pixels[:, 2]):
        slope = float(channel @ brightness) / power if power > 0 else 0.0
        spread += float(np.square(channel - slope * brightness).mean())
    return (spread / 2) ** 0.5
