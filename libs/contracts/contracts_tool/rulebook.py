"""docs/rules.md: each rule of the law with its source, the code that applies it and the tests that meet it."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from contracts_tool.by_command import commands, lookups
from contracts_tool.by_layer import layers
from contracts_tool.coverage import Found, section
from contracts_tool.law import laws, named, places
from contracts_tool.links import linked
from contracts_tool.pins import pinned
from contracts_tool.places import counted, listed, places_of
from contracts_tool.refusals import Refusal
from contracts_tool.working_copy import WorkingCopy

HEAD = """\
# Rules of the law

Written by `make contracts` from [rules.toml](rules.toml) and from the places that cite a rule; not by hand.

Code, tests and pages cite a rule by its name, such as X-15. This page says what each rule asks, where it comes from,
which code applies it and which tests meet it. Laws and marks such as (unverified) are those of [domain.md](domain.md).
A dash means that nothing cites the rule: the platform does not do yet what it is about, or the rule is applied under
another name (P-1 as X-01). BLOCK: the step is refused. FLAG: it is recorded, and the head and the supervisor see it.
Then each article of the Administrative Penalty Law, and those of the Administrative Compulsion Law on measures and
enforcement: [what carries it](#apl), or why nothing does. The last parts list what may be refused: by
[command](#refusals-by-command), by [what verbs look up](#refusals-of-what-verbs-look-up), by
[layer](#refusals-by-layer) below the decision, and all by [code](#refusals-by-code).
"""
RULES = "| Rule | What | Source | Applied in | Tested in |\n|---|---|---|---|---|\n"
PINNED = """\
Below an article stand the words of it that are meant, from [phrases.toml](phrases.toml); a test holds them to it.
"""
CODES = """\
| Code | The caller reads | What would be right | Article | Category | Declared in | Rules |
|---|---|---|---|---|---|---|
"""


def rulebook(copy: WorkingCopy, found: Found) -> str:
    """Return the whole page."""
    texts = tomllib.loads(copy.rules.read_text())
    families = [family(copy, letter, texts, found) for letter in texts["families"]]
    covered = [section(copy, law, found) for law in laws(copy).values()]
    parts = [
        commands(copy, found.reach, found.refused),
        lookups(copy, found.reach),
        layers(copy, found.product, found.refused),
        codes(copy, found.refused),
    ]
    return "\n".join([HEAD, *families, *covered, *parts])


def family(copy: WorkingCopy, letter: str, texts: dict[str, Any], found: Found) -> str:
    """Return the section of the rules whose names begin with a letter: a table, and the places of each."""
    rows, places = [], []
    for name, rule in texts.items():
        if name.startswith(f"{letter}-"):
            both = places_of(copy, name, found.applying(name)), places_of(copy, name, found.tests(name))
            rows.append(row(name, rule, *both))
            places.append(listed(name, *both))
    return f"## {letter}: {texts['families'][letter]}\n\n{RULES}" + "".join([*rows, *places])


def row(name: str, rule: dict[str, str], applied: list[str], met: list[str]) -> str:
    what = f"{rule['what']} — {rule['kind']}" if "kind" in rule else rule["what"]
    cells = [f'<a id="{name.lower()}"></a>{name}', what, rule["law"], counted(name, applied), counted(name, met)]
    return f"| {' | '.join(cells)} |\n"


def codes(copy: WorkingCopy, declared: list[Refusal]) -> str:
    """Return the section of all refusals by code, those of a service before the shared ones."""
    ordered = sorted(declared, key=lambda refusal: ("/" not in refusal.code, refusal.code, refusal.name))
    phrases = pinned(copy).get("rules", {})
    rows = (code_row(copy, refusal, code, phrases.get(refusal.code, {})) for refusal, code in anchored(ordered))
    return f"## Refusals by code\n\n{PINNED}\n{CODES}" + "".join(rows)


def anchored(ordered: list[Refusal]) -> Iterator[tuple[Refusal, str]]:
    """Yield each refusal with its code; the first of a code is where links to it lead."""
    for _, ones in groupby(ordered, lambda refusal: refusal.code):
        first, *others = ones
        yield first, f'<a id="{first.anchor}"></a>`{first.code}`'
        yield from ((other, f"`{other.code}`") for other in others)


def code_row(copy: WorkingCopy, refusal: Refusal, code: str, phrases: Mapping[str, str]) -> str:
    place = f"{linked(copy, refusal.source.path)} `{refusal.name}`"
    rules = ", ".join(refusal.rules) or "–"
    cells = [code, refusal.message, refusal.remedy or "–", article(refusal.law, phrases), refusal.kind, place, rules]
    return f"| {' | '.join(cells)} |\n"


def article(law: str, phrases: Mapping[str, str]) -> str:
    """Return a citation with the words of each cited place; a dash for none."""
    words = [f"“{phrases[place]}”" for place in (named(*one) for one in places(law)) if place in phrases]
    return "<br>".join([law, *words]) if law else "–"
