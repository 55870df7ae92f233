"""Articles of the laws that docs/law.toml lists: what each is about, what carries it, what is not ours or not there."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from contracts.articles import LAWS, ONE
from contracts_tool.wording import Wording, items, wordings
from contracts_tool.working_copy import WorkingCopy

CITED = re.compile(rf"\b(APL|ACL|OBE) ({ONE}(?!\d)(?:(?:, |-){ONE}(?!\d))*)")
PLACE = re.compile(r"(-?)(\d+)((?:\(\d+\))*)")


class State(StrEnum):
    """How far the platform does what an article asks."""

    CARRIED = "carried"
    IN_PART = "in part"
    REFUSED = "refused until it is there"
    NOT_YET = "not yet"
    NOT_OURS = "not ours"


@dataclass(frozen=True)
class Article:
    """`items` counts the numbered items of each paragraph; at most one of the last four says why code is not all."""

    law: str
    number: int
    about: str
    items: tuple[int, ...] = (0,)
    missing: str = ""
    refused: str = ""
    not_yet: str = ""
    not_ours: str = ""

    @property
    def name(self) -> str:
        return f"{self.law} {self.number}"

    @property
    def state(self) -> State:
        given = {
            State.IN_PART: self.missing,
            State.REFUSED: self.refused,
            State.NOT_YET: self.not_yet,
            State.NOT_OURS: self.not_ours,
        }
        return next((state for state, why in given.items() if why), State.CARRIED)

    @property
    def why(self) -> str:
        return self.missing or self.refused or self.not_yet or self.not_ours

    @property
    def is_bare_list(self) -> bool:
        """Tell whether it is one paragraph with numbered items."""
        return len(self.items) == 1 and self.items[0] > 0

    def has(self, brackets: tuple[int, ...]) -> bool:
        """Tell whether a paragraph, or an item of it, is there; of a bare list the one bracket is the item."""
        if self.is_bare_list:
            return len(brackets) <= 1 and all(1 <= item <= self.items[0] for item in brackets)
        paragraph, item = (*brackets, 0, 0)[:2]
        return paragraph <= len(self.items) and (not item or item <= self.items[paragraph - 1])


@dataclass(frozen=True)
class Law:
    """A law, with as many articles as its text has; those that concern a township are listed."""

    code: str
    title: str
    length: int
    articles: dict[int, Article]

    @cached_property
    def states(self) -> Counter[State]:
        return Counter(article.state for article in self.articles.values())

    @property
    def share(self) -> str:
        """How many of the listed articles are in which state."""
        counted = ", ".join(f"{self.states[state]} {state}" for state in State)
        return f"{self.code}: {len(self.articles)} articles, {counted}"

    def has(self, number: int, brackets: tuple[int, ...]) -> bool:
        """Tell whether the law has the article, and where it is listed the paragraph and item."""
        article = self.articles.get(number)
        return 1 <= number <= self.length and (article is None or article.has(brackets))


def laws(copy: WorkingCopy) -> dict[str, Law]:
    """Return the laws of docs/law.toml by their codes; none where there is no such file."""
    read, worded = tomllib.loads(copy.law.read_text()) if copy.law.exists() else {}, wordings(copy)
    return {code: law_of(code, given, worded.get(code, {})) for code, given in read.items()}


def law_of(code: str, given: dict[str, Any], worded: Wording) -> Law:
    listed = {int(number): one for number, one in given.items() if number.isdigit()}
    found = {
        number: Article(code, number, items=items(worded.get(number, [""])), **one) for number, one in listed.items()
    }
    return Law(code, given["title"], given["length"], found)


def told_to_people(copy: WorkingCopy) -> str:
    """Return title and articles of each law, with wording and what it is about, as JSON for the screens."""
    known = laws(copy)
    told = {
        code: {
            "title": LAWS[code].strip("《》"),
            "articles": {
                number: {"about": about(known.get(code), number), "text": text} for number, text in worded.items()
            },
        }
        for code, worded in wordings(copy).items()
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def about(law: Law | None, number: int) -> str:
    listed = law.articles.get(number) if law else None
    return listed.about if listed else ""


def places(text: str) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Yield law, article and brackets of every citation; `APL 30-32` cites three articles."""
    for law, numbers in CITED.findall(text):
        last = 0
        for dash, number, brackets in PLACE.findall(numbers):
            yield from ((law, between, ()) for between in range(last + 1, int(number)) if dash)
            last = int(number)
            yield law, last, tuple(int(bracket) for bracket in re.findall(r"\d+", brackets))


def named(law: str, number: int, brackets: tuple[int, ...]) -> str:
    """Return the place as citations write it: `APL 76(1)(5)`."""
    return f"{law} {number}" + "".join(f"({bracket})" for bracket in brackets)


def articles(text: str) -> set[str]:
    """Return the articles that a text cites, by name: `APL 42, 76(1)(5)` cites APL 42 and APL 76."""
    return {f"{law} {number}" for law, number, _ in places(text)}


def astray(text: str, known: dict[str, Law]) -> Iterable[str]:
    """Return the citations that lead nowhere: no such article, paragraph or item."""
    return [
        named(law, number, brackets)
        for law, number, brackets in places(text)
        if law in known and not known[law].has(number, brackets)
    ]
