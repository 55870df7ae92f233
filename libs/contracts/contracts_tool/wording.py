"""The wording of laws, from docs/law: the title with the dates, then each article below a line with its number."""

import re

from contracts.articles import numeral
from contracts_tool.working_copy import WorkingCopy

type Wording = dict[int, list[str]]
"""The lines of each article: its paragraphs, and the numbered items below them."""

ITEM = re.compile(r"（[一二三四五六七八九十]+）")


def wordings(copy: WorkingCopy) -> dict[str, Wording]:
    """Return the laws whose wording is there, by their codes."""
    return {path.stem: wording(path.read_text()) for path in sorted(copy.wordings.glob("*.txt"))}


def wording(text: str) -> Wording:
    """Read the articles of a law; raises ValueError for one that is not the next, or says nothing."""
    articles: Wording = {}
    for place, block in enumerate(text.strip().split("\n\n")[1:], 1):
        number, *lines = block.split("\n")
        if number != f"第{numeral(place)}条" or not lines:
            raise ValueError(f"{number!r} stands where article {place} should")
        articles[place] = lines
    return articles


def passage(lines: list[str], brackets: tuple[int, ...]) -> list[str]:
    """Return the lines of an article, or of its paragraph or item; none where there is no such place.

    Of an article of one paragraph with numbered items the one bracket is the item.
    """
    paragraphs: list[list[str]] = []
    for line in lines:
        if ITEM.match(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    if len(paragraphs) == 1 and len(lines) > 1 and brackets:
        return one_of(lines[1:], brackets[0])
    if not brackets:
        return lines
    paragraph, *item = brackets
    found = paragraphs[paragraph - 1] if paragraph <= len(paragraphs) else []
    return one_of(found[1:], item[0]) if item else found


def one_of(lines: list[str], number: int) -> list[str]:
    return lines[number - 1 : number] if number else []


def items(lines: list[str]) -> tuple[int, ...]:
    """Count the numbered items of each paragraph of an article."""
    counted: list[int] = []
    for line in lines:
        if ITEM.match(line):
            counted[-1] += 1
        else:
            counted.append(0)
    return tuple(counted)
