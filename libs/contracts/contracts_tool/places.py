"""Lists of the files that cite a rule or an article, below the tables of docs/rules.md."""

from itertools import groupby

from contracts_tool.citations import Citation
from contracts_tool.links import linked
from contracts_tool.working_copy import WorkingCopy

MOST_TESTS = 4


def anchored_at(rule: str) -> str:
    """Return where links to a rule or an article lead: `x-15`, `apl-44`."""
    return rule.lower().replace(" ", "-")


def counted(rule: str, places: list[str]) -> str:
    """Return how many files there are, linked to the list of them; a dash for none."""
    return f"[{len(places)}](#{anchored_at(rule)}-places)" if places else "–"


def listed(rule: str, applied: list[str], met: list[str]) -> str:
    """Return the lists of places below the table; nothing for a rule that nothing cites."""
    if not (applied or met):
        return ""
    parts = [
        "".join(["\n", f"{title}\n\n", *(f"- {place}\n" for place in places)])
        for title, places in (("Applied in", applied), ("Tested in", met))
        if places
    ]
    return f'\n### <a id="{anchored_at(rule)}-places"></a>Places of {rule}\n{"".join(parts)}'


def places_of(copy: WorkingCopy, rule: str, found: list[Citation]) -> list[str]:
    """Return the files that cite a rule, with a few of the definitions in each."""
    ordered = sorted({one for one in found if one.rule == rule}, key=lambda one: (one.path, one.symbol))
    places = []
    for path, ones in groupby(ordered, lambda one: one.path):
        symbols = [one.symbol for one in ones if one.symbol]
        left = f", {len(symbols) - MOST_TESTS} more" if len(symbols) > MOST_TESTS else ""
        named = ", ".join(f"`{symbol}`" for symbol in symbols[:MOST_TESTS])
        places.append(f"{linked(copy, path)} {named}{left}".strip())
    return places
