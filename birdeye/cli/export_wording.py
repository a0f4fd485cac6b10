"""What ``birdeye export`` says of what it would write, has written and has left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from birdeye.cli.display import counted, say, say_some, warn

if TYPE_CHECKING:
    from birdeye.export.plan import ExportPlan
    from birdeye.export.registry import ExportFormat

IDENTIFY_FIRST = "Identify photos first, in the window or with “birdeye identify”."


def note_misleading_ending(chosen_format: ExportFormat, destination: Path) -> None:
    """Say so where the ending of the file promises what another format writes."""
    from birdeye.export.registry import FORMATS

    ending = destination.suffix.lower()
    endings = {Path(known.file_name).suffix for known in FORMATS if known.file_name}
    own = Path(chosen_format.file_name).suffix
    if own and ending != own and ending in endings | {".jsonl", ".xlsx"}:
        warn(f"Note: “{destination}” gets {chosen_format.title}, whose ending is “{own}”.")


def interrupted(chosen_format: ExportFormat, destination: Path, written: int) -> str:
    """What Ctrl-C has left."""
    from birdeye.export.registry import Destination

    if chosen_format.destination is not Destination.FILE:
        return f"Interrupted: {counted(written, 'photo')} done, and the others are untouched."
    fate = f"“{destination}” is as it was" if destination.exists() else "nothing was written"
    return f"Interrupted: {fate}."


def tell_plan(plan: ExportPlan) -> None:
    """Say what would be written, for --dry-run."""
    say(f"{_counts(plan)} would be written as {plan.format.title}:")
    say_some(plan.files)
    if plan.existing:
        fate = "changed" if plan.merges else "replaced"
        say(f"There now, and would be {fate}: {counted(plan.existing, 'file')}.")
    if plan.unconfirmed_count:
        say(f"Not confirmed, and marked as such: {counted(plan.unconfirmed_count, 'bird')}.")
    tell_left_out(plan)
    for doubt, photos in plan.doubtful.items():
        say(f"Doubtful: {counted(photos.count, 'photo')} {doubt.value} ({photos.in_words}).")
    tell_cautions(plan)
    if plan.doubtful:
        say("“birdeye set” corrects dates and positions.")
    say("Nothing was written.")


def tell_cautions(plan: ExportPlan) -> None:
    """Say what the user should know of what is written."""
    for caution, photos in plan.cautions.items():
        say(f"Note: {counted(photos.count, 'photo')} {caution.value} ({photos.in_words}).")


def tell_left_out(plan: ExportPlan) -> None:
    """Say what is not written, and why."""
    for line in _left_out(plan):
        say(f"Left out: {line}.")


def summary(plan: ExportPlan, written: int, changed: int) -> str:
    """What was written: ``written`` photos, and ``changed`` files of photos or beside them."""
    place = f"“{plan.files[0]}”" if len(plan.files) == 1 else f"{len(plan.files)} files"
    if plan.merges:
        place = counted(changed, "file")
        if written and not changed:
            return f"All keywords of {counted(written, 'photo')} were there already."
    if written < plan.photo_count:
        return f"{written:,} of {counted(plan.photo_count, 'photo')} written to {place}."
    return f"{_counts(plan)} written to {place}."


def nothing_to_write(plan: ExportPlan) -> str:
    """Why an empty plan is empty, and what to do about it."""
    from birdeye.export.choice import LeftOut

    if not plan.record_count:
        return f"There are no such photos in the catalogue. {IDENTIFY_FIRST}"
    sentence = f"There is nothing to write: {'; '.join(_left_out(plan))}."
    if LeftOut.UNCONFIRMED not in plan.left_out:
        return sentence
    return f"{sentence} Confirm birds in the window, or add --all to include unconfirmed ones."


def _left_out(plan: ExportPlan) -> list[str]:
    return [
        f"{_counted_boxes(count) if reason.counts_boxes else counted(count, 'photo')} "
        f"{reason.value}"
        for reason, count in plan.left_out.items()
    ]


def _counted_boxes(count: int) -> str:
    # Birds are counted by visits in some formats, and what is left out is in no visit.
    return counted(count, "box", "boxes")


def _counts(plan: ExportPlan) -> str:
    photos = counted(plan.photo_count, "photo")
    # Without birds it is stars that are written, or names that are withdrawn.
    return f"{counted(plan.bird_count, 'bird')} in {photos}" if plan.bird_count else photos
