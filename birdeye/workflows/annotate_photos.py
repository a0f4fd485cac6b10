"""Writes copies of photos with boxes and names drawn, while a batch runs."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from birdeye.domain.confidence import percent
from birdeye.domain.errors import CannotWrite, PhotoUnreadable
from birdeye.domain.identification import Bird, PhotoResult, Rank
from birdeye.imaging.annotate import Label, write_annotated
from birdeye.vision.session import available_cores

COPY_SUFFIX = ".birds.jpg"
"""Ends the name of every copy, so that no copy ever replaces a photo."""


def annotate_photos(
    results: Iterable[PhotoResult],
    folder: Path,
    given: Sequence[Path],
    language: str,
    *,
    with_position: bool = True,
) -> Generator[PhotoResult, None, None]:
    """Pass ``results`` on, in order, each once its copy in ``folder`` is written.

    Photos in which a bird was found get a copy: ``heron.jpg`` becomes ``heron.birds.jpg``, below
    the same subfolders that it has below the folder of ``given`` it was found in. Copies of an
    earlier run are replaced. Common names are in ``language`` (ISO 639-1). Without
    ``with_position`` a copy does not say where its photo was taken.

    A photo that can no longer be read becomes an unreadable result; raises `CannotWrite` if the
    folder is not writable.
    """
    taken: set[str] = set()
    cores = available_cores()
    under_way: deque[Future[PhotoResult]] = deque()
    pool = ThreadPoolExecutor(cores, thread_name_prefix="birdeye-annotate")
    try:
        for result in results:
            copy = _free_name(folder / _place_below(result.path, given), taken)
            under_way.append(pool.submit(_annotate, result, copy, language, with_position))
            if len(under_way) > 2 * cores:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def without_copies(photos: Iterable[Path], folder: Path) -> Iterator[Path]:
    """``photos`` without the copies in ``folder``, which an earlier run may have put among them."""
    folder = folder.absolute()
    for photo in photos:
        if not (photo.name.endswith(COPY_SUFFIX) and photo.absolute().is_relative_to(folder)):
            yield photo


def label_of(bird: Bird, language: str) -> Label:
    """The text beside a bird: the claim and its probability."""
    claim = bird.claim
    if claim.rank is Rank.NONE:
        return Label(bird.box, ("not sure",), confident=False)
    shown = percent(claim.probability)
    lines = (f"{claim.taxon} ({claim.rank.value}) {shown}",)
    if claim.rank is Rank.SPECIES and bird.best is not None:
        species = bird.best.species
        common = species.common_name(language)
        scientific = () if common == species.scientific_name else (species.scientific_name,)
        lines = (f"{common} {shown}", *scientific)
    return Label(bird.box, lines, confident=True)


def _annotate(result: PhotoResult, copy: Path, language: str, with_position: bool) -> PhotoResult:
    if not result.birds:
        return result
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(copy.parent, error.strerror or str(error)) from error
    try:
        labels = [label_of(bird, language) for bird in result.birds]
        write_annotated(result.path, copy, labels, with_position=with_position)
    except PhotoUnreadable as error:
        return replace(result, error=str(error))
    return result


def _place_below(path: Path, given: Sequence[Path]) -> Path:
    """``path`` relative to the first folder of ``given`` that contains it, or just its name."""
    for folder in given:
        if path != folder and path.is_relative_to(folder):
            return path.relative_to(folder)
    return Path(path.name)


def _free_name(copy: Path, taken: set[str]) -> Path:
    """The name of a copy that no other photo of this batch has: a.png and A.jpg are two."""
    number, name = 1, copy.with_name(copy.stem + COPY_SUFFIX)
    while str(name).casefold() in taken:  # some systems treat them as one name
        number += 1
        name = copy.with_name(f"{copy.stem} ({number}){COPY_SUFFIX}")
    taken.add(str(name).casefold())
    return name
