"""The catalogue of powers from the files in `data/`. Formats: data/README.md."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from cases.powers.domain.limitation import Limitation
from cases.powers.domain.power import Power, Powers
from cases.powers.domain.search import Synonyms
from contracts.places import TOWNSHIPS
from contracts.reference import BadReference, Data, Table, entries, in_turn, parsed, place, rows
from contracts.values import PowerCode

DATA = Data("cases")
LIMITATIONS = "limitations.toml"
SYNONYMS = "synonyms.toml"


def load_powers() -> Powers:
    return powers({name: DATA.read(name) for name in DATA.names("powers")}, load_limitations())


def load_limitations() -> dict[str, Limitation]:
    found = rows(LIMITATIONS, parsed(LIMITATIONS, DATA.read(LIMITATIONS)), "limitations")
    return {one.law: one for one in entries(LIMITATIONS, "limitations", found, Limitation)}


def load_synonyms() -> tuple[Synonyms, ...]:
    return entries(SYNONYMS, "synonyms", rows(SYNONYMS, parsed(SYNONYMS, DATA.read(SYNONYMS)), "synonyms"), Synonyms)


def powers(texts: Mapping[str, str], limitations: Mapping[str, Limitation]) -> Powers:
    """The catalogue from its files; a row has its file's field, department and limitation unless it names its own."""
    versions = defaultdict[PowerCode, list[Power]](list)
    for power in chain.from_iterable(powers_of(name, text, limitations) for name, text in texts.items()):
        versions[power.code].append(power)
    return {code: in_turn(f"powers: {code}", tuple(same)) for code, same in versions.items()}


def powers_of(name: str, text: str, limitations: Mapping[str, Limitation]) -> tuple[Power, ...]:
    """SAMPLE: all townships hold what a law or a published list gives, as Fuping's own list was not obtained."""
    table = parsed(name, text)
    head = {"townships": frozenset(TOWNSHIPS), **{key: value for key, value in table.items() if key != "powers"}}
    found = [
        with_limitation(place(name, "powers", index, row), {**head, **row}, limitations)
        for index, row in enumerate(rows(name, table, "powers"))
    ]
    return entries(name, "powers", found, Power)


def with_limitation(at: str, row: Table, limitations: Mapping[str, Limitation]) -> Table:
    """The row with the limitation that it names by its article."""
    named = row.get("limitation")
    if not isinstance(named, str) or named not in limitations:
        raise BadReference(f"{at}.limitation: {named} is none of {', '.join(limitations)}")
    return {**row, "limitation": limitations[named]}
