"""The texts of the HTML report and of annotated copies, in their languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportWords:
    """``code`` is the language tag of BCP 47; words that are counted come as (one, several)."""

    code: str
    title: str
    species: tuple[str, str]
    birds: tuple[str, str]
    photos: tuple[str, str]
    confirmed_birds: str
    confirmed: str
    not_confirmed: str
    not_expected: str
    unsure: str
    unnamed: str
    not_sure: str
    genus: str
    family: str
    more: str
    no_picture: str
    nothing: str
    made_with: str
    named_by: str


_ENGLISH = ReportWords(
    code="en",
    title="Birds in photos",
    species=("species", "species"),
    birds=("bird", "birds"),
    photos=("photo", "photos"),
    confirmed_birds="of them confirmed",
    confirmed="Confirmed",
    not_confirmed="not confirmed",
    not_expected="not expected there",
    unsure="Unsure",
    unnamed="Without a name",
    not_sure="not sure",
    genus="genus",
    family="family",
    more="Without a picture here: birds in {0}",
    no_picture="No picture: the photo could not be read, or has changed",
    nothing="There is no bird to report.",
    made_with="Made with Birdeye {0} on {1}.",
    named_by="Names that nobody confirmed were given by {0}.",
)

_CHINESE = ReportWords(
    code="zh-Hans",
    title="照片中的鸟类",
    species=("种", "种"),
    birds=("只", "只"),
    photos=("张照片", "张照片"),
    confirmed_birds="只已确认",
    confirmed="已确认",
    not_confirmed="未确认",
    not_expected="当地一般没有",
    unsure="不确定",
    unnamed="未命名",
    not_sure="拿不准",
    genus="属",
    family="科",
    more="此处未附图片：{0}中的鸟",
    no_picture="无图片：照片无法读取或已更改",
    nothing="没有可报告的鸟。",
    made_with="由 Birdeye {0} 于 {1} 生成。",
    named_by="未确认的名称由以下程序给出：{0}。",
)


def words_for(language: str) -> ReportWords:
    """Chinese for readers of Chinese names, English for everybody else."""
    return _CHINESE if language == "zh" else _ENGLISH
