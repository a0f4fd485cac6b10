"""The properties in which programs store stars and flags of photos, for reading and writing."""

from __future__ import annotations

from birdeye.xmp.tree import Name

RATING = Name("http://ns.adobe.com/xap/1.0/", "Rating")
"""0 to 5 stars; -1 for a photo that Bridge or Photo Mechanic rejects."""

LIGHTROOM_PICK = Name("http://ns.adobe.com/xmp/1.0/DynamicMedia/", "pick")
"""1 for a pick, -1 for a reject, else 0."""

DIGIKAM_PICK_LABEL = Name("http://www.digikam.org/ns/1.0/", "PickLabel")
"""0 for none, 1 rejected, 2 pending, 3 accepted."""

PHOTO_MECHANIC_TAGGED = Name("http://ns.camerabits.com/photomechanic/1.0/", "Tagged")
"""True for a tagged photo."""
