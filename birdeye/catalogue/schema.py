"""The tables of a catalogue, as the migrations that lead to them.

- ``image`` is what is known about a photo, whichever files contain it. ``image_hash`` has the
  content hashes by which it is recognised, ``image_picture`` the picture hashes (a file that
  another program wrote keywords into has new content and the same picture), ``photo`` the files in
  which it was seen.
- ``review_seal`` has every review a second time, and whether it is in effect, with a checksum, so
  that damage is noticed; ``rating_seal`` does the same for the stars and flags that the user gave.
- ``result`` is what each pack found, as it was found. ``bird`` is what is shown and reviewed: the
  birds of the image's latest result, with the user's decisions.
- ``on_show`` is the photos in the window, ``journal`` every change of the user, ``upkeep`` when
  regular upkeep of the file was last done.

Ids are never used twice, because the journal names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.catalogue.signed_copies import RATINGS, REVIEWS


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead from one version of the tables to ``version``."""

    version: int
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        1,
        (
            """CREATE TABLE migration (
                version INTEGER PRIMARY KEY,
                applied_at TEXT NOT NULL,
                program_version TEXT NOT NULL
            )""",
            """CREATE TABLE image (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                width INTEGER NOT NULL DEFAULT 0,
                height INTEGER NOT NULL DEFAULT 0,
                taken TEXT,
                latitude REAL,
                longitude REAL,
                altitude_m REAL,
                camera TEXT,
                lens TEXT,
                place_name TEXT,
                place_country_code TEXT,
                place_latitude REAL,
                place_longitude REAL,
                place_altitude_m REAL,
                pack_id TEXT NOT NULL DEFAULT '',
                pack_version TEXT NOT NULL DEFAULT ''
            )""",
            """CREATE TABLE image_hash (
                content_hash TEXT NOT NULL UNIQUE,
                image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE
            )""",
            "CREATE INDEX image_hash_by_image ON image_hash (image_id)",
            """CREATE TABLE photo (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                path NOT NULL UNIQUE,
                content_hash TEXT NOT NULL DEFAULT '',
                size INTEGER,
                mtime_ns INTEGER,
                image_id INTEGER REFERENCES image (id),
                error TEXT,
                seen_at INTEGER NOT NULL
            )""",
            "CREATE INDEX photo_by_image ON photo (image_id)",
            """CREATE TABLE result (
                id INTEGER PRIMARY KEY,
                image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
                pack_id TEXT NOT NULL,
                pack_version TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                top INTEGER NOT NULL,
                birds TEXT NOT NULL,
                UNIQUE (image_id, pack_id)
            )""",
            """CREATE TABLE bird (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
                x1 REAL NOT NULL,
                y1 REAL NOT NULL,
                x2 REAL NOT NULL,
                y2 REAL NOT NULL,
                score REAL NOT NULL,
                rank TEXT NOT NULL CHECK (rank IN ('species', 'genus', 'family', 'none')),
                taxon TEXT NOT NULL,
                probability REAL NOT NULL,
                candidates TEXT NOT NULL,
                voted_rank TEXT CHECK (voted_rank IN ('species', 'genus', 'family', 'none')),
                voted_taxon TEXT,
                voted_probability REAL,
                verdict TEXT NOT NULL DEFAULT 'unreviewed'
                    CHECK (verdict IN ('unreviewed', 'confirmed', 'unsure', 'not a bird')),
                review_rank TEXT NOT NULL DEFAULT 'none'
                    CHECK (review_rank IN ('species', 'genus', 'family', 'none')),
                review_taxon TEXT NOT NULL DEFAULT '',
                drawn INTEGER NOT NULL DEFAULT 0,
                moved INTEGER NOT NULL DEFAULT 0,
                deleted INTEGER NOT NULL DEFAULT 0,
                superseded INTEGER NOT NULL DEFAULT 0
            )""",
            "CREATE INDEX bird_by_image ON bird (image_id)",
            """CREATE TABLE on_show (
                position INTEGER PRIMARY KEY,
                photo_id INTEGER NOT NULL UNIQUE REFERENCES photo (id) ON DELETE CASCADE
            )""",
            """CREATE TABLE journal (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                made_at TEXT NOT NULL,
                change TEXT NOT NULL,
                rows TEXT NOT NULL,
                undone INTEGER NOT NULL DEFAULT 0
            )""",
            "CREATE TABLE upkeep (task TEXT PRIMARY KEY, done_at REAL NOT NULL)",
        ),
    ),
    Migration(
        2,
        (
            "ALTER TABLE bird ADD COLUMN voted_photos INTEGER",
            # Earlier votes could weaken a photo's claim, or change it. The photos vote again the
            # next time they are identified.
            "UPDATE bird SET voted_rank = NULL, voted_taxon = NULL, voted_probability = NULL",
        ),
    ),
    Migration(
        3,
        (
            "ALTER TABLE image ADD COLUMN taken_source TEXT",
            "ALTER TABLE image ADD COLUMN position_source TEXT",
            "ALTER TABLE image ADD COLUMN rows_share REAL NOT NULL DEFAULT 1",
        ),
    ),
    Migration(
        4,
        (
            # If several images have the same picture, because they predate picture hashes, all
            # stay.
            """CREATE TABLE image_picture (
                picture_hash TEXT NOT NULL,
                image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
                UNIQUE (picture_hash, image_id)
            )""",
            "CREATE INDEX image_picture_by_image ON image_picture (image_id)",
            "CREATE INDEX journal_by_undone ON journal (undone)",
            """CREATE TABLE review_seal (
                bird_id INTEGER PRIMARY KEY REFERENCES bird (id) ON DELETE CASCADE,
                image_id INTEGER NOT NULL,
                deleted INTEGER NOT NULL,
                superseded INTEGER NOT NULL,
                verdict TEXT NOT NULL,
                review_rank TEXT NOT NULL,
                review_taxon TEXT NOT NULL,
                checksum INTEGER NOT NULL
            )""",
            REVIEWS.sign_all,
        ),
    ),
    Migration(
        5,
        (
            "ALTER TABLE image ADD COLUMN set_taken TEXT",
            "ALTER TABLE image ADD COLUMN statements TEXT",
        ),
    ),
    Migration(
        6,
        (
            "ALTER TABLE image ADD COLUMN region TEXT",
            # So that a new place or date updates names without the networks.
            "ALTER TABLE bird ADD COLUMN looks TEXT",
            "ALTER TABLE result ADD COLUMN networks TEXT",
        ),
    ),
    Migration(
        7,
        (
            "ALTER TABLE bird ADD COLUMN sharpness REAL",
            "ALTER TABLE bird ADD COLUMN clipped REAL",
            # What the file says, and what the user said.
            "ALTER TABLE image ADD COLUMN stars INTEGER",
            "ALTER TABLE image ADD COLUMN flag TEXT",
            "ALTER TABLE image ADD COLUMN set_stars INTEGER",
            "ALTER TABLE image ADD COLUMN set_flag TEXT",
            """CREATE TABLE rating_seal (
                image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
                set_stars INTEGER,
                set_flag TEXT,
                checksum INTEGER NOT NULL
            )""",
            RATINGS.sign_all,
        ),
    ),
)
"""In order; a migration that was released is never changed again."""

LATEST_VERSION = MIGRATIONS[-1].version
