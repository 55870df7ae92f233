"""Generated tables inside hand-written pages: each lies between two marks and is written by `make contracts`."""

import re
from collections.abc import Iterable

from contracts_tool.headers import HEADERS
from contracts_tool.units import rows

MARKED = re.compile(r"(<!-- written by make contracts: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """Return the page with fresh tables between its marks; raise KeyError for an unknown table."""
    tables = {"headers": headers_table(), "units": units_table()}
    return MARKED.sub(lambda found: f"{found[1]}\n{tables[found[2]]}\n{found[3]}", page)


def headers_table() -> str:
    """Return the table of headers, with the form and the meaning of each."""
    return table(
        ("Header", "Always", "Form", "Meaning"),
        (
            (f"`{header.name}`", "yes" if header.required else "no", f"`{header.pattern}`", header.meaning)
            for header in HEADERS
        ),
    )


def units_table() -> str:
    """Return the table of fields with a unit or a term."""
    return table(("Field", "Meaning"), rows())


def table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table; `|` inside a cell is escaped."""
    cells = [head, ("---",) * len(head), *([cell.replace("|", r"\|") for cell in line] for line in lines)]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
