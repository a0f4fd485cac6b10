"""The terms of the field as plain values: boxes, species, birds, results, errors.

Everything here is immutable and knows the standard library only, so that every other layer can use
these terms without depending on how photos are decoded, models run or windows drawn.

- ``boxes``: `Box`, a rectangle in pixels of the upright photo.
- ``species``: `Species`, keyed by scientific name; common names are only shown.
- ``identification``: `Candidate`, `Claim`, `Bird`, `PhotoResult`: what was found.
- ``confidence``: the words for a probability ("almost certain" ... ).
- ``review``: `Verdict`, `Review`: what the user decided about a bird.
- ``records``: `PhotoRecord`, `BirdRecord`: what the catalogue remembers and exports write.
- ``overviews``: `PhotoOverview`: what lists show of a photo.
- ``bursts``: which photos were taken in quick succession, and which of their birds are the same
  bird.
- ``arrangement``: `Arrangement`, `ArrangedPhotos`: photos filtered, sorted and grouped.
- ``changes``: `ReviewBirds`, `AddBird`, ...: what the user can change, and undo.
- ``coordinates``: positions as people write them, read and written.
- ``photos``: `PhotoMetadata`: when, where and with what a photo was taken.
- ``errors``: `BirdeyeError` and its kinds: what the user can act on.
"""
