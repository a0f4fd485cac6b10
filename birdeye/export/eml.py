"""Ecological Metadata Language, in which a Darwin Core archive says whose it is and what it holds.

Version 2.2.0: https://eml.ecoinformatics.org.
"""

from __future__ import annotations

import uuid
from datetime import date
from xml.sax.saxutils import escape

from birdeye import __version__
from birdeye.export.options import ExportOptions
from birdeye.export.plain_text import one_line


def eml_xml(options: ExportOptions, today: date) -> str:
    """What GBIF's profile of it requires, and the licence."""
    who = escape(one_line(options.observer)) or "Observer"
    party = f"<individualName><surName>{who}</surName></individualName>"
    reviewed = (
        "a human confirmed every name."
        if options.only_confirmed
        else "the basis of record says which names a human confirmed, identifiedBy what gave the "
        "others."
    )
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="{uuid.uuid4()}" \
system="https://www.gbif.org" scope="system" xml:lang="en">
  <dataset>
    <title xml:lang="en">Birds in photos, {today.isoformat()}</title>
    <creator>{party}</creator>
    <pubDate>{today.isoformat()}</pubDate>
    <language>en</language>
    <abstract>
      <para>Birds in photos, exported with Birdeye {__version__}; {reviewed}</para>
    </abstract>
{_intellectual_rights(options)}    <contact>{party}</contact>
  </dataset>
</eml:eml>
"""


def _intellectual_rights(options: ExportOptions) -> str:
    if options.licence is None:
        return ""
    holder = escape(one_line(options.rights_holder))
    by = f" Rights holder: {holder}." if holder else ""
    return f"""\
    <intellectualRights>
      <para>This work is licensed under \
<ulink url="{options.licence.address}"><citetitle>{options.licence.value}</citetitle></ulink>.{by}\
</para>
    </intellectualRights>
"""
