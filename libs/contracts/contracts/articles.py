"""Articles of law in our notation (`APL 42, 55`) and in Chinese: 《行政处罚法》第四十二条、第五十五条."""

import re
from functools import lru_cache
from typing import Final

LAWS: Final = {
    "APL": "《行政处罚法》",
    "ACL": "《行政强制法》",
    "OBE": "《优化营商环境条例》",
    "EEC": "《生态环境法典》",
    "Doc 54": "国办发〔2024〕54号",
}
CODES: Final = tuple(LAWS)
ITEMS_ONLY: Final = frozenset(
    {
        *(("APL", number) for number in ("9", "21", "32", "64", "68")),
        *(("ACL", number) for number in ("18", "31", "35", "40")),
    }
)
"""Articles of one paragraph with numbered items: a single bracket is the item, elsewhere it is the paragraph."""

ONE: Final = r"\d{1,4}(?:\(\d{1,2}\)){0,2}"
CITED: Final = re.compile(rf"({'|'.join(LAWS)})(?: ({ONE}(?:(?:, |-){ONE})*))?(?: \(E-\d+\))?")
ARTICLE: Final = re.compile(r"(\d+)(?:\((\d+)\))?(?:\((\d+)\))?")
DIGITS: Final = "零一二三四五六七八九"
PLACES: Final = ((1000, "千"), (100, "百"), (10, "十"))


def cited(law: str) -> str | None:
    """Return the citation in Chinese; None if the text does not cite a law, so that it is shown as it is."""
    return written_out(law) if law.startswith(CODES) else None


@lru_cache(1024)
def written_out(law: str) -> str | None:
    parts = law.split("; ")
    found = [CITED.fullmatch(part) for part in parts]
    if not any(found):
        return None
    return "；".join(in_words(*match.groups()) if match else part for match, part in zip(found, parts, strict=True))


def in_words(law: str, articles: str | None) -> str:
    words = [article(law, match) for match in ARTICLE.finditer(articles or "")]
    return LAWS[law] + ("至" if articles and "-" in articles else "、").join(words)


def article(law: str, match: re.Match[str]) -> str:
    number, first, second = match.groups()
    words = f"第{numeral(int(number))}条"
    if first and (law, number) in ITEMS_ONLY:
        return f"{words}第{numeral(int(first))}项"
    if first:
        words += f"第{numeral(int(first))}款"
    return f"{words}第{numeral(int(second))}项" if second else words


def numeral(number: int) -> str:
    """Return a number from 1 to 9,999 as statutes write it: 十二, 四十二, 一百零八, 一千零五十四."""
    words, gap = "", False
    for place, name in PLACES:
        digit, number = divmod(number, place)
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif words:
            gap = True
    if number:
        words += ("零" if gap else "") + DIGITS[number]
    return words.removeprefix("一") if words.startswith("一十") else words
