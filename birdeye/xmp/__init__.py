"""XMP packets, read within bounds: for the facts in photos and for the keywords in exports.

ISO 16684-1. ``tree`` finds elements and the bytes that they occupy, ``properties`` reads the values
and takes out those that a copy of a photo must not carry.
"""
