"""Write schemas, goldens and pages, unless that breaks a promise: `python -m contracts_tool`."""

import sys

from contracts.published import published
from contracts_tool.asyncapi import asyncapi
from contracts_tool.catalogue import catalogue
from contracts_tool.coverage import gathered
from contracts_tool.goldens import add_missing
from contracts_tool.law import laws, told_to_people
from contracts_tool.openapi import write_openapi
from contracts_tool.pages import filled
from contracts_tool.promises import Kinds, broken
from contracts_tool.rulebook import rulebook
from contracts_tool.schemas import schema_of, written
from contracts_tool.usages import deaf, usages
from contracts_tool.working_copy import HERE, WorkingCopy


def main(copy: WorkingCopy, kinds: Kinds) -> int:
    """Return the exit status: 1, with nothing written, if a promise is broken."""
    problems = [*broken(copy, kinds), *deaf(usages(copy.services))]
    if problems:
        print("contracts | refused, nothing was written:", *problems, sep="\n  ", file=sys.stderr)
        print("contracts | a changed event is a new version (….v2) beside the old one", file=sys.stderr)
        return 1
    write_schemas(copy, kinds)
    for name in add_missing(copy.goldens, list(kinds.values())):
        print(f"contracts | new golden example {name}: look at it before you commit, it never changes again")
    copy.catalogue.parent.mkdir(parents=True, exist_ok=True)
    copy.catalogue.write_text(catalogue(copy, kinds))
    copy.asyncapi.write_text(written(asyncapi(copy, kinds)))
    if copy.subscribing.exists():
        copy.subscribing.write_text(filled(copy.subscribing.read_text()))
    if copy.rules.exists():
        copy.rulebook.write_text(rulebook(copy, gathered(copy)))
    copy.articles.parent.mkdir(parents=True, exist_ok=True)
    copy.articles.write_text(told_to_people(copy))
    for law in laws(copy).values():
        print(f"law | {law.share}")
    print(f"contracts | {len(kinds)} events in libs/contracts/schemas; docs: events.md, asyncapi.json, subscribing.md")
    return 0


def write_schemas(copy: WorkingCopy, kinds: Kinds) -> None:
    copy.schemas.mkdir(parents=True, exist_ok=True)
    for type, kind in kinds.items():
        (copy.schemas / f"{type}.json").write_text(written(schema_of(kind)))


if __name__ == "__main__":
    sys.exit(main(HERE, published().by_type) or write_openapi(HERE))
