from __future__ import annotations

import json

import pytest

from birdeye.domain.errors import CheckpointInvalid, LabelsUnresolved, PackInvalid
from birdeye.packs.labels import write_labels
from birdeye.workflows.label_file import Others, bird_line, labels_of, read_label_file


@pytest.mark.parametrize(
    "line",
    [
        "Parus major",
        "Parus major (Great Tit)",
        "Great Tit (Parus major)",
        "Parus major_Great Tit",
        "17 Parus major, Great Tit",
        "n01530575 Parus major",
        '"Parus major"',
    ],
)
def test_species_is_found_in_a_line_of_any_form(line, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(f"{line}\nbackground\n", encoding="utf-8")
    labels = read_label_file(path)
    assert labels.species[0].scientific_name == "Parus major"
    assert labels.species[1] is None
    assert labels.claimable == (True, False)
    if "Tit" in line:
        assert labels.species[0].common_name("en") == "Great Tit"


@pytest.mark.parametrize("sign", ["×", "x", "\\xd7"])
def test_hybrid_is_no_species(sign, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(
        f"Anas superciliosa {sign} platyrhynchos (a hybrid)\nParus major\n", encoding="utf-8"
    )
    assert read_label_file(path).species[0] is None


def test_common_name_may_hold_brackets(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Circus hudsonius (Northern Harrier (American))\n", encoding="utf-8")
    assert read_label_file(path).species[0].scientific_name == "Circus hudsonius"


def test_pack_table_is_read_too(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "scientific_name,english_name,chinese_name,family\nParus major,Great Tit,大山雀,Paridae\n",
        encoding="utf-8",
    )
    labels = read_label_file(path)
    assert labels.species[0].family == "Paridae"


TWELVE = (
    ("Fringilla montifringilla", "Brambling", "燕雀", "Bergfink", "pinson du nord"),
    ("Haemorhous mexicanus", "House Finch", "家朱雀", "Hausgimpel", "roselin familier"),
    ("Passerina cyanea", "Indigo Bunting", "靛蓝彩鹀", "Indigofink", "passerin indigo"),
    ("Spilopelia chinensis", "Spotted Dove", "珠颈斑鸠", "Perlhalstaube", "tourterelle tigrine"),
    ("Phoebastria nigripes", "Black-footed Albatross", "黑脚信天翁", "Schwarzfußalbatros", ""),
    ("Haliaeetus leucocephalus", "Bald Eagle", "白头海雕", "Weißkopf-Seeadler", ""),
    ("Alcedo atthis", "Common Kingfisher", "普通翠鸟", "Eisvogel", "martin-pêcheur d'europe"),
    ("Euphagus cyanocephalus", "Brewer's Blackbird", "蓝头黑鹂", "Purpurstärling", ""),
    ("Ardea cinerea", "Gray Heron", "苍鹭", "Graureiher", "héron cendré"),
    ("Tachyspiza badia", "Shikra", "褐耳鹰", "Schikrasperber", "épervier shikra"),
    ("Parus major", "Great Tit", "大山雀", "Kohlmeise", "mésange charbonnière"),
    ("Garrulus glandarius", "Eurasian Jay", "松鸦", "Eichelhäher", "geai des chênes"),
)
OLDER = {
    "Spilopelia chinensis": "Streptopelia chinensis",
    "Haemorhous mexicanus": "Carpodacus mexicanus",
    "Tachyspiza badia": "Accipiter badius",
}
_SYNSET = "n0154{:04}"


def _lines(form):
    return "\n".join(form(number, *names[:4]) for number, names in enumerate(TWELVE)).encode()


def _json(form):
    return json.dumps([form(*names[:3]) for names in TWELVE], ensure_ascii=False).encode()


def _csv(header, form):
    return f"{header}\n".encode() + _lines(form)


def _old(name):
    return OLDER.get(name, name)


FORMS = {
    "scientific": _lines(lambda n, sci, en, zh, de: sci),
    "scientific of earlier years": _lines(lambda n, sci, en, zh, de: _old(sci)),
    "lower case": _lines(lambda n, sci, en, zh, de: sci.lower()),
    "underscores": _lines(lambda n, sci, en, zh, de: sci.replace(" ", "_")),
    "hyphens": _lines(lambda n, sci, en, zh, de: sci.lower().replace(" ", "-")),
    "author": _lines(lambda n, sci, en, zh, de: f"{sci} (Linnaeus, 1758)"),
    "numbered": _lines(lambda n, sci, en, zh, de: f"{n}: {sci}"),
    "tab": _lines(lambda n, sci, en, zh, de: f"{n}\t{sci}"),
    "latin, english in brackets": _lines(lambda n, sci, en, zh, de: f"{_old(sci)} ({en})"),
    "english, latin in brackets": _lines(lambda n, sci, en, zh, de: f"{en} ({sci})"),
    "latin_english": _lines(lambda n, sci, en, zh, de: f"{sci}_{en}"),
    "synset, latin first": _lines(lambda n, sci, en, zh, de: f"{_SYNSET.format(n)} {sci}, {en}"),
    "synset, english first": _lines(lambda n, sci, en, zh, de: f"{_SYNSET.format(n)} {en}, {sci}"),
    "CUB": _lines(
        lambda n, sci, en, zh, de: f"{n + 1:03}.{en.replace(' ', '_').replace('-', '_')}".replace(
            "'s", ""
        )
    ),
    "iNaturalist": _lines(
        lambda n, sci, en, zh, de: (
            f"{n:05}_Animalia_Chordata_Aves_Xiformes_Xidae_" + _old(sci).replace(" ", "_")
        )
    ),
    "SpeciesNet": _lines(
        lambda n, sci, en, zh, de: (
            f"8f-{n};aves;xiformes;xidae;" + f"{sci.lower().replace(' ', ';')};{en.lower()}"
        )
    ),
    "english": _lines(lambda n, sci, en, zh, de: en),
    "english, british, lower case": _lines(
        lambda n, sci, en, zh, de: en.lower().replace("gray", "grey").replace("-", " ")
    ),
    "plumages": _lines(lambda n, sci, en, zh, de: f"{en} (Breeding male)"),
    "plumages of two": _lines(lambda n, sci, en, zh, de: f"{en} (Female/Nonbreeding male)"),
    "chinese": _lines(lambda n, sci, en, zh, de: zh),
    "german": _lines(lambda n, sci, en, zh, de: de),
    "german, file names": _lines(
        lambda n, sci, en, zh, de: de.replace("ä", "ae").replace("ß", "ss") + f"_{n}"
    ),
    "utf-16": _lines(lambda n, sci, en, zh, de: zh).decode().encode("utf-16"),
    "utf-16 without its mark": _lines(lambda n, sci, en, zh, de: sci).decode().encode("utf-16-le"),
    "csv": _csv("id,latin,english", lambda n, sci, en, zh, de: f"{n},{sci},{en}"),
    "csv in another order": b"class_id;name\n"
    + b"\n".join(reversed(_lines(lambda n, sci, en, zh, de: f"{n};{en}").split(b"\n"))),
    "json": _json(lambda sci, en, zh: sci),
    "json of three": _json(lambda sci, en, zh: [zh, en, sci]),
    "json of tables": _json(lambda sci, en, zh: {"english": en, "latin": sci}),
    "json by number": json.dumps({str(n): names[1] for n, names in enumerate(TWELVE)}).encode(),
    "json to number": json.dumps({names[0]: n for n, names in enumerate(TWELVE)}).encode(),
    "hugging face": json.dumps(
        {"model_type": "x", "id2label": {str(n): names[0] for n, names in enumerate(TWELVE)}}
    ).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_label_files_of_all_kinds_name_the_same_species(form, tmp_path):
    path = tmp_path / "labels"
    path.write_bytes(FORMS[form])
    labels = read_label_file(path)
    assert [each.scientific_name for each in labels.species] == [names[0] for names in TWELVE]


@pytest.mark.parametrize(
    "line",
    [
        "02345_Animalia_Chordata_Mammalia_Rodentia_Sciuridae_Sciurus_vulgaris",
        "05555_Plantae_Tracheophyta_Magnoliopsida_Asterales_Asteraceae_Bellis_perennis",
        "1a2b;mammalia;carnivora;felidae;panthera;leo;lion",
        "n02084071 dog",
        "background",
    ],
)
def test_classes_that_are_no_birds_count_as_not_a_bird(line, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(f"Parus major\n{line}\n", encoding="utf-8")
    labels = read_label_file(path)
    assert labels.species[1] is None
    assert labels.not_a_bird == {1}


@pytest.mark.parametrize("line", ["Turdus", "Turdus sp.", "Western/Clark's Grebe", "owl", "bird"])
def test_birds_of_no_one_species_are_outputs_without_a_name(line, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(f"Parus major\n{line}\n", encoding="utf-8")
    labels = read_label_file(path)
    assert labels.species[1] is None
    assert not labels.not_a_bird


@pytest.mark.parametrize(
    ("line", "species", "others"),
    [
        ("Accipiter gentilis", "Astur gentilis", ("Astur atricapillus",)),
        ("House Wren", "Troglodytes aedon", ("Troglodytes musculus",)),
        ("n01558993 robin", "Turdus migratorius", ()),
        ("robin", "Turdus migratorius", ("Erithacus rubecula",)),
    ],
)
def test_species_that_cannot_be_told_apart_are_named_and_none_is_claimed(
    line, species, others, tmp_path
):
    path = tmp_path / "labels.txt"
    path.write_text(f"Parus major\n{line}\n", encoding="utf-8")
    labels = read_label_file(path)
    assert labels.species[1].scientific_name == species
    assert set(others) <= set(labels.may_also_be.get(species, ()))
    assert (labels.species[1] in labels.never_claimed) == bool(others)


def test_a_species_with_an_output_of_its_own_is_no_doubt_about_another(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Passer domesticus\nPasser italiae\n", encoding="utf-8")
    assert not read_label_file(path).never_claimed


def test_several_plumages_are_one_species(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Mallard (Male)\nMallard (Female)\nGadwall\n", encoding="utf-8")
    assert read_label_file(path).species_of_output == (0, 0, 1)


def test_the_thousand_classes_of_imagenet_are_known_by_their_order(tmp_path):
    lines = [f"thing {number}" for number in range(1000)]
    lines[0], lines[9], lines[22], lines[999] = "tench", "ostrich", "bald eagle", "toilet tissue"
    path = tmp_path / "imagenet.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    labels = read_label_file(path)
    assert labels.species[22].scientific_name == "Haliaeetus leucocephalus"
    assert len(labels.not_a_bird) == 1000 - 59
    assert 93 not in labels.not_a_bird  # the hornbill, which is of no one species


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a": 1, "b": 5}',
        b'{"names": 3}',
        b"{broken",
        b"id,name\n0,Parus major\n7,Pica pica\n",
        b"id,name\n0\n",
        b"\x00\x01\x02\x00",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_what_cannot_be_understood_is_refused(content, tmp_path):
    path = tmp_path / "labels.json"
    path.write_bytes(content)
    with pytest.raises(CheckpointInvalid):
        read_label_file(path)


def test_marks_of_labels_survive_being_written(tmp_path):
    labels = labels_of(["Accipiter gentilis", "dog", "Parus major"], "here")
    write_labels(tmp_path, labels)
    again = read_label_file(tmp_path / "labels.csv")
    assert again == labels
    assert again.may_also_be == {"Astur gentilis": ("Astur atricapillus",)}
    assert again.not_a_bird == {1}


def test_all_lines_that_are_no_species_are_named_at_once(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Parus major\nParus mayor\nGraet Tit\nWombat Tit\n", encoding="utf-8")
    with pytest.raises(LabelsUnresolved) as caught:
        read_label_file(path)
    assert [(label.line, label.text) for label in caught.value.labels] == [
        (2, "Parus mayor"),
        (3, "Graet Tit"),
        (4, "Wombat Tit"),
    ]
    assert caught.value.labels[0].nearest[0] == "Parus major"
    assert "Great Tit (Parus major)" in caught.value.labels[1].nearest
    assert "3 of its 4 labels" in str(caught.value)


@pytest.mark.parametrize(
    ("others", "not_a_bird"), [(Others.NO_BIRDS, {1, 2}), (Others.NO_SPECIES, {2})]
)
def test_lines_that_are_no_species_may_be_passed_over(others, not_a_bird, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Parus major\nwombat\nbackground\n", encoding="utf-8")
    labels = read_label_file(path, others=others)
    assert labels.species[1:] == (None, None)
    assert labels.not_a_bird == not_a_bird


@pytest.mark.parametrize("content", [b"", b"background\n", b"\xff\xfe\x00"])
def test_file_without_species_is_refused(content, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_bytes(content)
    with pytest.raises(CheckpointInvalid):
        read_label_file(path)


def test_broken_table_is_refused(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("scientific_name\nParus major\n")
    with pytest.raises(PackInvalid):
        read_label_file(path)


def test_absent_file_is_refused(tmp_path):
    with pytest.raises(CheckpointInvalid, match="cannot be read"):
        read_label_file(tmp_path / "absent.txt")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("aeroplane\nbicycle\nbird\n", 2),
        ("background\naeroplane\nBird\n", 1),
        ("0 person\n1: bird\n", 1),
        ("cat\ndog\n", None),
    ],
)
def test_class_of_birds_is_found_among_a_detectors_classes(text, line, tmp_path):
    (tmp_path / "classes.txt").write_text(text)
    assert bird_line(tmp_path / "classes.txt") == line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.json", '{"' + "9" * 5000 + '": "Parus major"}'),
        ("number.json", '{"Parus major": ' + "9" * 5000 + "}"),
        ("cell.csv", "index,scientific_name\n0," + "x" * 200_000 + "\n"),
    ],
)
def test_numbers_and_cells_of_any_length_are_told(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(CheckpointInvalid):
        read_label_file(path)
