"""The words of the HTML report, in the languages that it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from birdeye.domain.confidence import Confidence


@dataclass(frozen=True, slots=True)
class ReportWords:
    """``{0}`` stands for a figure. ``code`` is the language tag of BCP 47."""

    code: str
    title: str
    species: str
    birds: str
    photos: str
    confirmed_birds: str
    confirmed: str
    not_confirmed: str
    unsure: str
    unnamed: str
    genus: str
    family: str
    birds_in_photos: str
    more: str
    no_picture: str
    nothing: str
    made_with: str
    confidence: Mapping[Confidence, str]


_ENGLISH = ReportWords(
    code="en",
    title="Birds in photos",
    species="species",
    birds="birds",
    photos="photos",
    confirmed_birds="confirmed",
    confirmed="Confirmed",
    not_confirmed="not confirmed",
    unsure="Unsure",
    unnamed="Without a name",
    genus="genus",
    family="family",
    birds_in_photos="{0} × in {1} photos",
    more="{0} more",
    no_picture="The photo could not be read",
    nothing="There is no bird to report.",
    made_with="Made with Birdeye {0} on {1}. Names of birds by their scientific name.",
    confidence=MappingProxyType({word: word.value for word in Confidence}),
)

_CHINESE = ReportWords(
    code="zh-Hans",
    title="照片中的鸟类",
    species="种",
    birds="只",
    photos="张照片",
    confirmed_birds="已确认",
    confirmed="已确认",
    not_confirmed="未确认",
    unsure="存疑",
    unnamed="未命名",
    genus="属",
    family="科",
    birds_in_photos="{0} 只 · {1} 张照片",
    more="另有 {0} 只",
    no_picture="无法读取照片",
    nothing="没有可报告的鸟。",
    made_with="由 Birdeye {0} 于 {1} 生成。",
    confidence=MappingProxyType(
        {
            Confidence.ALMOST_CERTAIN: "几乎确定",
            Confidence.HIGHLY_LIKELY: "很可能",
            Confidence.LIKELY: "可能",
            Confidence.UNCERTAIN: "不确定",
        }
    ),
)


def words_for(language: str) -> ReportWords:
    """Chinese for readers of Chinese names, English for everybody else."""
    return _CHINESE if language == "zh" else _ENGLISH
