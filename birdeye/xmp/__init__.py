"""XMP packets, read within limits: for the facts in photos and for the keywords in exports.

ISO 16684-1. ``tree`` finds elements and the bytes that they occupy, ``properties`` reads the values
and removes those that a copy of a photo must not have.
"""
