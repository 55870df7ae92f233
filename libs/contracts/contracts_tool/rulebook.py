"""docs/rules.md: each rule of the law with its source, the code that applies it and the tests that meet it."""

import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

from contracts_tool.citations import Citation, Source, sources
from contracts_tool.meeting import met_by_name
from contracts_tool.reach import Decision, Reach
from contracts_tool.refusals import Refusal, declared
from contracts_tool.working_copy import WorkingCopy

HEAD = """\
# Rules of the law

Written by `make contracts` from [rules.toml](rules.toml) and from the places that cite a rule; not by hand.

Code, tests and pages cite a rule by its name, such as X-15. This page says what each rule asks, where it comes from,
which code applies it and which tests meet it. Laws and marks such as (unverified) are those of [domain.md](domain.md).
A dash means that nothing cites the rule: the platform does not do yet what it is about, or the rule is applied under
another name (P-1 as X-01). BLOCK: the step is refused. FLAG: it is recorded, and the head and the supervisor see it.
The last two parts list what each command may refuse, and every refusal by its code.
"""
RULES = "| Rule | What | Source | Applied in | Tested in |\n|---|---|---|---|---|\n"
ABOUT_COMMANDS = """\
What a decision can refuse, its gates included, found by following names from one function to the next. Besides, every
command may meet what the store and the HTTP layer say: `not-found`, `stale-version`, `key-reused`, `overtaken`,
`outcome-unknown`, `newer-shape`, `event-too-large`; `no-token`, `bad-token`, `not-your-role`, `bad-etag`,
`unknown-parameter`; and what its verb looks up or claims (`verbs.py`, `facts.py`, `sight.py` of the subject).
"""
COMMANDS = "| Decision | May refuse with |\n|---|---|\n"
CODES = "| Code | The caller reads | Article | Category | Declared in | Rules |\n|---|---|---|---|---|---|\n"
MOST_TESTS = 4


def rulebook(copy: WorkingCopy) -> str:
    """Return the whole page."""
    texts = tomllib.loads(copy.rules.read_text())
    found = sources(copy.root)
    product, tests = [one for one in found if not one.is_test], [one for one in found if one.is_test]
    refused = declared(product)
    applied = [citation for source in product for citation in source.citations()]
    met = [*(one for source in tests for one in source.citations()), *met_by_name(refused, tests)]
    families = [family(copy, letter, texts, applied, met) for letter in texts["families"]]
    return "\n".join([HEAD, *families, commands(copy, product, refused), codes(copy, refused)])


def family(copy: WorkingCopy, letter: str, texts: dict[str, Any], applied: list[Citation], met: list[Citation]) -> str:
    """Return the section of the rules whose names begin with a letter."""
    rows = [
        row(name, rule, places_of(copy, name, applied), places_of(copy, name, met))
        for name, rule in texts.items()
        if name.startswith(f"{letter}-")
    ]
    return f"## {letter}: {texts['families'][letter]}\n\n{RULES}" + "".join(rows)


def row(name: str, rule: dict[str, str], applied: str, met: str) -> str:
    what = f"{rule['what']} — {rule['kind']}" if "kind" in rule else rule["what"]
    return f'| <a id="{name.lower()}"></a>{name} | {what} | {rule["law"]} | {applied or "–"} | {met or "–"} |\n'


def places_of(copy: WorkingCopy, rule: str, found: list[Citation]) -> str:
    """Return the files that cite a rule, with a few of the definitions in each."""
    ordered = sorted({one for one in found if one.rule == rule}, key=lambda one: (one.path, one.symbol))
    cells = []
    for path, ones in groupby(ordered, lambda one: one.path):
        symbols = [one.symbol for one in ones if one.symbol]
        left = f", {len(symbols) - MOST_TESTS} more" if len(symbols) > MOST_TESTS else ""
        named = ", ".join(f"`{symbol}`" for symbol in symbols[:MOST_TESTS])
        cells.append(f"{linked(copy, path)} {named}{left}".strip())
    return "<br>".join(cells)


def linked(copy: WorkingCopy, path: Path) -> str:
    """Return a link with a short text: without `services/`, and without a package that repeats its folder's name."""
    text = Path(*path.parts[1:]) if path.parts[0] in ("services", "libs") else path
    return f"[{text}]({(copy.root / path).relative_to(copy.rulebook.parent, walk_up=True)})"


def commands(copy: WorkingCopy, product: list[Source], refused: list[Refusal]) -> str:
    """Return the section of all decisions with the refusals that each can meet."""
    reach = Reach(product, refused)
    rows = [command_row(copy, decision, reach.of(decision)) for decision in reach.decisions]
    return f"## Refusals by command\n\n{ABOUT_COMMANDS}\n{COMMANDS}" + "".join(rows)


def command_row(copy: WorkingCopy, decision: Decision, refused: list[Refusal]) -> str:
    codes = ", ".join(dict.fromkeys(f"`{refusal.code}`" for refusal in refused))
    return f"| {linked(copy, decision.path)} `{decision.name}` | {codes or '–'} |\n"


def codes(copy: WorkingCopy, declared: list[Refusal]) -> str:
    """Return the section of all refusals by code, those of a service before the shared ones."""
    ordered = sorted(declared, key=lambda refusal: ("/" not in refusal.code, refusal.code, refusal.name))
    return f"## Refusals by code\n\n{CODES}" + "".join(code_row(copy, refusal) for refusal in ordered)


def code_row(copy: WorkingCopy, refusal: Refusal) -> str:
    category = refusal.category.lower().replace("_", "-")
    place = f"{linked(copy, refusal.source.path)} `{refusal.name}`"
    rules = ", ".join(sorted(refusal.rules)) or "–"
    return f"| `{refusal.code}` | {refusal.message} | {refusal.law or '–'} | {category} | {place} | {rules} |\n"
