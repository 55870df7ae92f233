"""Articles pinned to their wording: for each citation, docs/phrases.toml names the words of the law that are meant."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from contracts_tool.law import places
from contracts_tool.telling import Places
from contracts_tool.wording import Wording, passage
from contracts_tool.working_copy import WorkingCopy

type Pins = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By section and name of what cites: the phrase for each cited place."""

SHORTEST = 4
CHINESE = re.compile("[一-鿿]")


def pinned(copy: WorkingCopy) -> Pins:
    """Return the phrases; none where there is no such file."""
    return tomllib.loads(copy.phrases.read_text()) if copy.phrases.exists() else {}


def adrift(pins: Pins, told: Places, worded: Mapping[str, Wording]) -> Iterator[str]:
    """Yield what is wrong between citations, phrases and the wording of the laws."""
    for section in sorted({*pins, *told}):
        given, cited = pins.get(section, {}), told.get(section, {})
        for name in sorted({*given, *cited}):
            phrases, there = given.get(name, {}), cited.get(name, set())
            yield from (f"{section} {name}: no phrase for {place}" for place in sorted(there - phrases.keys()))
            yield from (f"{section} {name}: nothing cites {place}" for place in sorted(phrases.keys() - there))
            for place, phrase in phrases.items():
                if fault := misplaced(phrase, place, worded):
                    yield f"{section} {name}: {fault}"


def misplaced(phrase: str, place: str, worded: Mapping[str, Wording]) -> str:
    """Return what is wrong with a phrase for a place; empty where it stands there, and nowhere else in that law."""
    cited = list(places(place))
    if len(cited) != 1:
        return f"{place!r} is no place"
    law, number, brackets = cited[0]
    articles = worded.get(law, {})
    here = passage(articles.get(number, []), brackets)
    if len(CHINESE.findall(phrase)) < SHORTEST:
        return f"{phrase!r} is too short"
    if not any(phrase in line for line in here):
        return f"{phrase!r} does not stand in {place}"
    elsewhere = [
        other for other, lines in articles.items() if any(phrase in line and line not in here for line in lines)
    ]
    return f"{phrase!r} stands in {law} {elsewhere[0]}, too" if elsewhere else ""
