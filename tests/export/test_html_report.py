"""The report: whole by itself, fetching nothing, safe whatever things are called; read by an HTML
parser of the standard library."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest

from birdeye import locations
from birdeye.domain.boxes import Box
from birdeye.domain.counts import Statement
from birdeye.domain.identification import Bird, Candidate, Claim, Rank
from birdeye.domain.records import Place
from birdeye.domain.review import UNSURE
from birdeye.domain.species import Species
from birdeye.export import html_report
from birdeye.export.options import ExportOptions
from tests.export.test_pictures import ScriptedPictures
from tests.helpers.photo_records import (
    ALL,
    MORNING,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    unsure_claim,
)

TOOLS = replace(TOOLS, pictures=ScriptedPictures(), workers=2)
TIT_CLAIM = Claim(Rank.SPECIES, "Parus major", 0.9)
VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """Collects tags and words, and checks that every element is closed where it was opened."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style" and data.strip():
            self.words.append(data.strip())

    def all(self, wanted):
        return [attributes for tag, attributes in self.tags if tag == wanted]

    @property
    def text(self):
        return " ".join(self.words)


def report(tmp_path, *records, options=ALL):
    path = tmp_path / "birds.html"
    told = exported("html", records, path, options, TOOLS)
    assert [each.record for each in sorted(told, key=lambda e: e.record.photo_id)] == list(records)
    return Page(path.read_text(encoding="utf-8"))


def test_a_section_for_each_species_the_most_seen_first(tmp_path):
    page = report(
        tmp_path,
        photo_record(confirmed_bird(1, "Turdus merula"), photo_id=1),
        photo_record(
            confirmed_bird(2),
            bird_record(3),
            unsure_claim(4),
            photo_id=2,
            taken=datetime(2026, 5, 3, 9),  # another visit
        ),
        photo_record(
            bird_record(5, claim=Claim(Rank.GENUS, "Turdus", 0.6)),
            photo_id=3,
            taken=datetime(2026, 5, 9),
        ),
    )
    headings = re.findall(r"<h2>(.*?)</h2>", (tmp_path / "birds.html").read_text())
    assert [re.sub("<[^>]+>", "", heading) for heading in headings] == [
        "Eurasian Blackbird Turdus merula",
        "Great Tit Parus major",
        "Turdus (genus)",
        "Without a name",
    ]
    assert "2 species 5 birds 2 of them confirmed 3 photos" in page.text
    assert "2026-05-03 – 2026-05-09" in page.text
    assert "97% · not confirmed" in page.text
    assert page.text.count("✓ Confirmed") == 2
    assert page.text.count("not confirmed") == 3


def test_a_guess_that_is_not_expected_there_says_so(tmp_path):
    species = Species("Parus major", "Paridae")
    found = Bird(
        Box(10, 10, 60, 60),
        0.9,
        Claim(Rank.SPECIES, "Parus major", 0.96),
        (Candidate(species, 0.96, 0.96, Rank.FAMILY),),
    )
    page = report(tmp_path, photo_record(replace(bird_record(1), bird=found)))
    assert "96% · not confirmed · not expected there" in page.text


def test_nothing_is_fetched_and_nothing_runs(tmp_path):
    page = report(tmp_path, photo_record(confirmed_bird()))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "base", "form", "svg"}
    addresses = [
        value
        for _, attributes in page.tags
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "style", "action") or name.startswith("on")
    ]
    assert addresses
    assert all(a.startswith(("data:image/jpeg;base64,", "#taxon-", "width:")) for a in addresses)
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    assert policy.startswith("default-src 'none'")
    style = (locations.assets_folder() / "report.css").read_text()
    assert "url(" not in style and "@import" not in style


HOSTILE = "</style><script>alert(1)</script>\"'<img src=x onerror=y>&lt;\u202egpj\x00\n"


def test_names_are_words_and_never_markup(tmp_path):
    record = photo_record(
        confirmed_bird(1, HOSTILE), path="/photos/" + HOSTILE.replace("/", ""), place=Place(HOSTILE)
    )
    page = report(tmp_path, record)
    assert not page.all("script")
    assert all("onerror" not in attributes for _, attributes in page.tags)
    assert page.text.count("<script>alert(1)") >= 3
    source = (tmp_path / "birds.html").read_text()
    assert "\u202e" not in source and "\0" not in source


def test_pictures_are_in_the_file_and_a_photo_that_is_gone_is_said(tmp_path):
    page = report(
        tmp_path,
        photo_record(confirmed_bird(1), photo_id=1),
        photo_record(confirmed_bird(2), path="/p/unreadable.jpg", photo_id=2),
    )
    (image,) = page.all("img")
    _, _, picture = image["src"].partition("data:image/jpeg;base64,")
    assert b"a.jpg " in b64decode(picture)
    assert image["alt"] == "Great Tit"
    assert "the photo could not be read, or has changed" in page.text


def test_many_birds_of_a_species_are_listed_without_pictures(tmp_path):
    count = html_report.PICTURES_A_TAXON + 3
    guessed = [
        photo_record(bird_record(n, box=Box(0, 0, 10 + n, 10)), path=f"/p/{n}.jpg", photo_id=n)
        for n in range(1, count)
    ]
    best = photo_record(confirmed_bird(count, "Turdus merula"), path="/p/best.jpg", photo_id=count)
    page = report(tmp_path, *guessed, best)
    assert len(page.all("img")) == html_report.PICTURES_A_TAXON
    listed = page.words[page.words.index("Without a picture here: birds in 3 photos") + 1 :]
    assert listed[0:4:3] == ["3.jpg", "2.jpg"]
    cards = page.text[page.text.index("2026-05-03 07:05") - 40 :]
    assert cards.index("best.jpg") < cards.index("26.jpg")


def test_birds_and_confirmed_ones_are_counted_alike(tmp_path):
    frames = [
        photo_record(
            *(confirmed_bird(10 * n + each) for each in range(confirmed)),
            *(bird_record(10 * n + 5, claim=TIT_CLAIM) for _ in range(guessed)),
            photo_id=n,
            taken=MORNING + timedelta(minutes=n),
        )
        for n, (confirmed, guessed) in enumerate(((1, 0), (1, 0), (1, 1)))
    ]
    assert "1 species 1 bird 1 of them confirmed 2 photos" in report(tmp_path, *frames[:2]).text
    assert "1 species 2 birds 1 of them confirmed 3 photos" in report(tmp_path, *frames).text
    said = replace(frames[0], statements={(Rank.SPECIES, "Parus major"): Statement(40, True)})
    assert "40 birds 40 of them confirmed 1 photo" in report(tmp_path, said).text
    guess = photo_record(bird_record(1))
    assert "1 bird 0 of them confirmed 1 photo" in report(tmp_path, guess).text


def test_chinese_names_bring_chinese_words(tmp_path):
    page = report(
        tmp_path,
        photo_record(confirmed_bird(1), bird_record(2, UNSURE)),
        options=replace(ALL, language="zh"),
    )
    assert page.all("html") == [{"lang": "zh-Hans"}]
    for word in ("大山雀", "照片中的鸟类", "已确认", "不确定"):
        assert word in page.text


def test_the_report_tells_no_coordinates(tmp_path):
    report(tmp_path, photo_record(confirmed_bird()))
    assert "50.9" not in (tmp_path / "birds.html").read_text()


def test_one_of_a_kind_is_in_the_singular(tmp_path):
    page = report(tmp_path, photo_record(confirmed_bird()), options=ExportOptions())
    assert "1 bird  ·  1 photo  ·" in page.text


def test_a_picture_shows_the_whole_bird_with_air_in_the_shape_of_a_card():
    record = photo_record()
    for box in (Box(150, 100, 170, 120), Box(0, 0, 320, 240), Box(0, 200, 10, 240)):
        shown = html_report.portrait_box(box, record)
        assert shown.width / shown.height == pytest.approx(4 / 3, rel=1e-6)
        assert 0 <= shown.x1 <= box.x1 and box.x2 <= shown.x2 <= 320
        assert 0 <= shown.y1 <= box.y1 and box.y2 <= shown.y2 <= 240


def test_a_bird_that_is_taller_than_a_card_is_shown_from_head_to_foot():
    upright = replace(photo_record(), width=240, height=600)
    shown = html_report.portrait_box(Box(80, 100, 200, 500), upright)
    assert shown.width == 240
    assert shown.y1 < 100 and shown.y2 > 500


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_keep_their_contrast_in_both_themes(theme):
    """WCAG 2.2 AA: 4.5 to 1."""
    style = (locations.assets_folder() / "report.css").read_text()
    block = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)[theme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    pairs = [(text, ground) for text in ("text", "dim", "accent") for ground in ("ground", "card")]
    pairs += [(name, name.removesuffix("-text")) for name in colours if name.endswith("-text")]
    assert len(pairs) == 11
    for text, ground in pairs:
        light, dark = sorted(map(_luminance, (colours[text], colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_what_nobody_confirmed_says_which_model_named_it(tmp_path):
    by_today = photo_record(bird_record(1), confirmed_bird(2), photo_id=1)
    earlier = replace(by_today, photo_id=2, birds=(bird_record(3),), pack_version="<0.9>")
    page = report(tmp_path, by_today, earlier)
    today, before = "Birdeye (birdeye-1 1.0)", "Birdeye (birdeye-1 <0.9>)"
    assert f"were given by {today}; {before}." in page.text
    titles = [each["title"] for each in page.all("span") if "title" in each]
    assert sorted(titles) == sorted([today, before])
    assert "given by" not in report(tmp_path, photo_record(confirmed_bird(1), photo_id=3)).text


def test_families_are_called_by_the_language_of_the_report(tmp_path):
    tools = replace(TOOLS, family_name=lambda family, code: "鸫科" if code == "zh" else family)
    family = confirmed_bird(1, "Thrushes and Allies", Rank.FAMILY)
    told = {}
    for language in ("en", "zh"):
        options = replace(ALL, language=language)
        exported("html", [photo_record(family)], tmp_path / language, options, tools)
        told[language] = (tmp_path / language).read_text("utf-8")
    assert told["en"].count("<bdi>Thrushes and Allies</bdi> (family)") == 2
    assert told["zh"].count("<bdi>鸫科</bdi>") == 2
    assert "(科)" not in told["zh"]
    # Neither repeats under the heading what it says.
    assert told["en"].count("Thrushes and Allies") == 3  # with the text of the picture
    assert told["zh"].count("鸫科") == 3
    assert "Thrushes" not in told["zh"]
