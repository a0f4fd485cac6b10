"""ICC profiles written by hand after ICC.1:2010: three colorants, three curves, nothing else."""

from __future__ import annotations

import struct

SRGB_COLORANTS = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))


def s15_fixed16(value):
    return struct.pack(">i", round(value * 65536))


def matrix_profile(colorants=SRGB_COLORANTS, gamma=2.2):
    """An RGB display profile: XYZ (D50) of each primary, and one gamma for all."""

    def xyz(values):
        return b"XYZ " + bytes(4) + b"".join(map(s15_fixed16, values))

    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    description = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(80)
    tags = [
        (b"desc", description),
        (b"cprt", b"text" + bytes(4) + b"none\0\0\0\0"),
        (b"wtpt", xyz((0.9642, 1.0, 0.8249))),
        (b"rXYZ", xyz(colorants[0])),
        (b"gXYZ", xyz(colorants[1])),
        (b"bXYZ", xyz(colorants[2])),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags:
        data += bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, offset + len(body), len(data))
        body += data
    head = bytearray(128)
    struct.pack_into(
        ">I4sI4s4s4s", head, 0, offset + len(body), b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ "
    )
    struct.pack_into(">6H4s", head, 24, 2024, 1, 1, 0, 0, 0, b"acsp")
    head[68:80] = b"".join(map(s15_fixed16, (0.9642, 1.0, 0.8249)))
    return bytes(head) + table + body
