"""How XMP is marked in a JPEG (ISO 16684-3 section 1.1.3), including by programs that do it
wrong."""

from __future__ import annotations

import re

NAMESPACE = b"http://ns.adobe.com/xap/1.0/"

XMP_HEADER = re.compile(rb"\s*" + re.escape(NAMESPACE) + rb"[ \t\r\n]*\0?")
"""What comes before the packet in its segment; blanks do not belong there, but do occur."""
