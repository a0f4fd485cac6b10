"""Where the name of each bird goes, so that names stay inside the photo and do not overlap."""

from __future__ import annotations

from collections.abc import Sequence

from birdeye.domain.boxes import Box


def place_labels(
    boxes: Sequence[Box],
    sizes_wh: Sequence[tuple[int, int]],
    photo_wh: tuple[int, int],
    gap: float,
) -> list[Box]:
    """A rectangle of the given size for each box, inside the photo, all in its pixels.

    Above the box if there is room, else below, beside or within it: the place that covers the least
    of other names and birds. Earlier boxes choose first.
    """
    placed: list[Box] = []
    for index, (box, size_wh) in enumerate(zip(boxes, sizes_wh, strict=True)):
        others = [other for position, other in enumerate(boxes) if position != index]

        def cost(place: Box, own: Box = box, others: list[Box] = others) -> float:
            on_names = sum(place.intersection_area(name) for name in placed)
            on_birds = sum(place.intersection_area(other) for other in others)
            return 10.0 * on_names + on_birds + 0.5 * place.intersection_area(own)

        candidates = [_kept_inside(place, photo_wh) for place in _candidates(box, size_wh, gap)]
        placed.append(min(candidates, key=cost))  # the first of equals
    return placed


def _candidates(box: Box, size_wh: tuple[int, int], gap: float) -> list[Box]:
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
    return [Box(x, y, x + width, y + height) for x, y in corners]


def _kept_inside(place: Box, photo_wh: tuple[int, int]) -> Box:
    photo_width, photo_height = photo_wh
    dx = min(0.0, photo_width - place.x2)
    dy = min(0.0, photo_height - place.y2)
    return place.shifted(max(dx, -place.x1), max(dy, -place.y1))
