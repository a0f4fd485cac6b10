"""Where the name of each bird goes, so that names stay inside the picture and do not overlap.

Copies with names drawn and the photo on screen place them alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from birdeye.domain.boxes import Box


def place_labels(
    boxes: Sequence[Box],
    sizes_wh: Sequence[tuple[float, float]],
    picture_wh: tuple[float, float],
    gap: float,
) -> list[Box]:
    """A rectangle of the given size for each box, inside the picture, all in its pixels.

    Above the box if there is room, else below, beside or within it: the place that covers the least
    of other names and birds. Earlier boxes choose first.
    """
    every = range(len(boxes))
    places = place_labels_with_room(boxes, sizes_wh, picture_wh, gap, must_show=every)
    return [place for place in places if place is not None]


def place_labels_with_room(
    boxes: Sequence[Box],
    sizes_wh: Sequence[tuple[float, float]],
    picture_wh: tuple[float, float],
    gap: float,
    *,
    must_show: Collection[int],
) -> list[Box | None]:
    """As `place_labels`, but None where a name has no place that covers no other name.

    Those of the boxes that ``must_show`` (by index) are placed all the same.
    """
    visible = [box.clipped(*picture_wh) for box in boxes]
    placed: list[Box] = []
    places: list[Box | None] = []
    for index, (box, size_wh) in enumerate(zip(visible, sizes_wh, strict=True)):
        others = visible[:index] + visible[index + 1 :]
        best: Box | None = None
        least = float("inf")
        for candidate in _candidates(box, size_wh, gap):
            place = _kept_inside(candidate, picture_wh)
            on_names = sum(place.intersection_area(name) for name in placed)
            if on_names and index not in must_show:
                continue
            on_birds = sum(place.intersection_area(other) for other in others)
            cost = 10.0 * on_names + on_birds + 0.5 * place.intersection_area(box)
            if cost < least:
                best, least = place, cost
            if not cost:
                break
        if best is not None:
            placed.append(best)
        places.append(best)
    return places


def _candidates(box: Box, size_wh: tuple[float, float], gap: float) -> Iterator[Box]:
    width, height = size_wh
    corners = (
        (box.x1, box.y1 - gap - height),
        (box.x1, box.y2 + gap),
        (box.x2 - width, box.y1 - gap - height),
        (box.x2 - width, box.y2 + gap),
        (box.x2 + gap, box.y1),
        (box.x1 - gap - width, box.y1),
        (box.x2 + gap, box.y2 - height),
        (box.x1 - gap - width, box.y2 - height),
        (box.x1 + gap, box.y1 + gap),
        (box.x1 + gap, box.y2 - gap - height),
    )
    return (Box(x, y, x + width, y + height) for x, y in corners)


def _kept_inside(place: Box, picture_wh: tuple[float, float]) -> Box:
    width, height = picture_wh
    dx = min(0.0, width - place.x2)
    dy = min(0.0, height - place.y2)
    return place.shifted(max(dx, -place.x1), max(dy, -place.y1))
