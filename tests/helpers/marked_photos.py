"""What programs write into photos beside EXIF, byte by byte."""

from __future__ import annotations

import struct
import zlib

from tests.helpers.sample_photos import encoded


def iptc_segment(*records):
    content = b"".join(
        bytes((0x1C, *number)) + len(value).to_bytes(2, "big") + value for number, value in records
    )
    payload = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(content).to_bytes(4, "big") + content
    return b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload


def imagemagick_profile(block):
    digits = block.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    return f"\nexif\n{len(block):8}\n{lines}\n"


def png_with_cicp(rgb_u8, *code_points):
    data = encoded(rgb_u8, "PNG")
    body = b"cICP" + bytes(code_points)
    chunk = struct.pack(">I", 4) + body + struct.pack(">I", zlib.crc32(body))
    return data[:33] + chunk + data[33:]
