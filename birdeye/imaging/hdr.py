"""Converts HDR pictures for ordinary screens.

PQ and HLG (ITU-R BT.2100) cover far more light with their codes than sRGB; interpreted as sRGB,
such a photo is pale and dark. Paper white (203 cd/m², ITU-R BT.2408) becomes white here, brighter
light is rolled off, and the colours of BT.2020 or Display P3 become those of sRGB.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

_PQ, _HLG = 16, 18
_BT2020, _P3 = 9, 12
_PAPER_WHITE, _PEAK = 203.0, 1000.0
_KNEE = 0.8
"""Highlights are rolled off from this share of white."""

_TO_BT709 = {
    _BT2020: (
        (1.660491, -0.587641, -0.072850),
        (-0.124550, 1.132900, -0.008349),
        (-0.018151, -0.100579, 1.118730),
    ),
    _P3: (
        (1.224940, -0.224940, 0.0),
        (-0.042057, 1.042057, 0.0),
        (-0.019638, -0.078636, 1.098274),
    ),
}
"""Linear RGB to linear BT.709, by the primaries' code in ITU-T H.273 (from SMPTE RP 177)."""

_CURVE_STEPS = 4096


@dataclass(frozen=True, slots=True)
class Hdr:
    """``primaries`` and ``transfer`` as in ITU-T H.273."""

    primaries: int
    transfer: int


def hdr_from(cicp: bytes | None, profile: bytes | None = None) -> Hdr | None:
    """The kind of HDR by a file's code points, or by those in its ICC profile; None for SDR."""
    code_points = cicp or _cicp_in_profile(profile)
    if code_points is None or len(code_points) < 2 or code_points[1] not in (_PQ, _HLG):
        return None
    return Hdr(code_points[0], code_points[1])


def tone_mapped(part: Image.Image, hdr: Hdr) -> Image.Image:
    """Any part of an RGB picture as sRGB."""
    linear = _light(hdr.transfer)[np.asarray(part)]
    if hdr.transfer == _HLG:
        luminance = linear @ np.array((0.2627, 0.6780, 0.0593), np.float32)
        linear *= (np.maximum(luminance, 1e-6) ** np.float32(0.2))[..., np.newaxis]
        linear *= np.float32(_PEAK / _PAPER_WHITE)
    matrix = _TO_BT709.get(hdr.primaries)
    if matrix is not None:
        linear = linear @ np.array(matrix, np.float32).T
    brightest = linear.max(axis=-1, keepdims=True)
    excess = np.maximum(brightest - _KNEE, 0.0) / (1.0 - _KNEE)
    rolled = _KNEE + (1.0 - _KNEE) * excess / (1.0 + excess)
    linear *= np.where(brightest > _KNEE, rolled / np.maximum(brightest, 1e-6), 1.0)
    steps = np.clip(linear, 0.0, 1.0) * (_CURVE_STEPS - 1) + 0.5
    return Image.fromarray(_srgb_curve()[steps.astype(np.uint16)])


@lru_cache(maxsize=2)
def _light(transfer: int) -> np.ndarray:
    """Linear light of each of 256 codes: for PQ 1 is paper white, for HLG the scene's peak."""
    code = np.linspace(0.0, 1.0, 256)
    if transfer == _PQ:  # SMPTE ST 2084
        m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
        power = code ** (1 / m2)
        light = (np.maximum(power - c1, 0.0) / (c2 - c3 * power)) ** (1 / m1)
        light *= 10_000 / _PAPER_WHITE
    else:  # ARIB STD-B67
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        light = np.where(code <= 0.5, code**2 / 3, (np.exp((code - c) / a) + b) / 12)
    return light.astype(np.float32)


@lru_cache(maxsize=1)
def _srgb_curve() -> np.ndarray:
    linear = np.linspace(0.0, 1.0, _CURVE_STEPS)
    coded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(coded * 255).astype(np.uint8)


def _cicp_in_profile(profile: bytes | None) -> bytes | None:
    """The ``cicp`` tag of an ICC profile (ICC.1:2022 section 10.3)."""
    if profile is None or len(profile) < 132:
        return None
    (count,) = struct.unpack_from(">I", profile, 128)
    for number in range(min(count, 100)):
        entry = profile[132 + 12 * number : 144 + 12 * number]
        if entry[:4] == b"cicp" and len(entry) == 12:
            offset = int.from_bytes(entry[4:8], "big")
            tag = profile[offset : offset + 12]
            return tag[8:12] if len(tag) == 12 and tag[:4] == b"cicp" else None
    return None
