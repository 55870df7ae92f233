"""`python -m tools.trace EVENT`: one event's way through the code, from the route to its readers, with file and line.

EVENT is a wire name (cases.prior-notice-served.v1) or a class (PriorNoticeServed); or `APL`, or an article (`APL 44`):
how much of the law is carried, and by what.
"""

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from tools.trace.articles import lines_about_law
from tools.trace.code import ROOT, Code, read
from tools.trace.origins import commands, decisions, ways
from tools.trace.readers import mentions_in, place_of, readers

from contracts.event import Event
from contracts.published import published
from contracts.topics import SERVICES

WIDTH = 10


def main(name: str = "") -> int:
    kinds = published().by_type
    found = kinds.get(name) or next((kind for kind in kinds.values() if kind.__name__ == name), None)
    told = list(lines_about_law(name)) if found is None else []
    if found is None and not told:
        names = [*kinds, *(kind.__name__ for kind in kinds.values())]
        near = ", ".join(get_close_matches(name, names, 5, 0.5)) or "see docs/events.md"
        print(f"no event is called {name!r}: {near}", file=sys.stderr)
        return 1
    print("\n".join(lines_about(found) if found else told))
    return 0


def lines_about(kind: type[Event]) -> Iterator[str]:
    """The lines about an event."""
    yield line("event", f"{kind.type}  {kind.__name__}", place_of(kind))
    if not (topic := kind.topic):
        yield line("topic", "none: the event stays in its service")
        return
    yield line(
        "topic", f"{topic.name}, written by {topic.owner or 'every service'}, read by {', '.join(topic.readers)}"
    )
    owner = topic.owner or "chassis"
    yield from origin(package(owner), owner, kind)
    for service in topic.readers:
        for reader in readers(package(service), service, kind):
            yield line("read", f"{service}: {reader.what}", reader.place)
            yield from (line("", *mention.rsplit(" ", 1)) for mention in reader.mentions)
    yield from (line("shared", *mention.rsplit(" ", 1)) for mention in mentioned(package("contracts"), kind))


def origin(code: Code, service: str, kind: type[Event]) -> Iterator[str]:
    """Tell the event's decisions and the ways to each; what the chassis makes comes of every command alike."""
    for decision in decisions(code, kind):
        on = "".join(f"({command})" for command in commands(decision))
        yield line("decided", f"{decision.name}{on}", decision.place)
        for way in ways(code, service, decision) if service in SERVICES else ():
            yield line(way.kind, way.what, way.function.place)
    domain = Code({name: module for name, module in code.modules.items() if "domain" in name.split(".")})
    yield from (line("folded", *mention.rsplit(" ", 1)) for mention in mentioned(domain, kind))


def mentioned(code: Code, kind: type[Event]) -> list[str]:
    return [mention for module in code.modules.values() for mention in mentions_in(module, kind)]


@cache
def package(name: str) -> Code:
    """A service's, or a library's."""
    part = "services" if name in SERVICES else "libs"
    return read(ROOT / part / name / name)


def line(label: str, what: str, place: str = "") -> str:
    return f"{label:{WIDTH}}{what}  {place}".rstrip()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
