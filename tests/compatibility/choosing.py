"""Choice of documents for a small dump: every kind of event, and all that commands need to go on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

type Document = dict[str, Any]

FIRM_KINDS = ("firm", "ledger", "assessment")
"""What credit keeps of one firm: its tier is made of all its ledgers."""
OFFICER_ROWS, FIRM_ROWS = ("officers", "officer_rows"), ("firms", "firm_rows")
COUNTS, PARKED = "counts", "parked"


class Place(NamedTuple):
    """Service, collection and id of a document."""

    service: str
    collection: str
    id: str


@dataclass
class Choice:
    """The documents of all stores, and the places of the chosen ones."""

    everything: dict[Place, Document]
    chosen: set[Place] = field(default_factory=set)

    def choose(self, roots: Iterable[str]) -> None:
        """Choose the roots, what followed from them, what they name, and examples of the other kinds of events."""
        wanted = set(roots)
        self.add(place for place in self.histories() if place.id in wanted)
        while uncovered := self.uncovered():
            self.add([self.most_of(uncovered)])
        self.add_bodies()
        self.chosen |= set(self.rows())
        self.chosen |= {place for place in self.everything if place.collection == PARKED}
        self.chosen |= set(self.counts())

    def histories(self) -> Iterator[Place]:
        return (place for place, document in self.everything.items() if "events" in document)

    def add(self, places: Iterable[Place]) -> None:
        """Choose these, and whatever a reaction to one of them wrote, claimed or recorded."""
        new = set(places) - self.chosen
        while new:
            self.chosen |= new
            ids = {place.id for place in self.chosen}
            codes = {word for place in self.chosen for word in words(self.everything[place]["state"])}
            new = {place for place in self.histories() if self.follows(place, ids, codes)} - self.chosen

    def follows(self, place: Place, ids: set[str], words_said: set[str]) -> bool:
        """Return True if a chosen event caused it, it is a claim of a chosen one, or of a firm that one names."""
        document = self.everything[place]
        if place.collection == "claim":
            return document["state"]["claimed"]["claimant"].partition("/")[0] in ids
        if place.collection in FIRM_KINDS and place.id.split("-")[1] in words_said:
            return True
        return any(cause.partition(":")[2].partition(":")[0] in ids for cause in causes(document))

    def uncovered(self) -> set[tuple[str, str, str]]:
        """Return the kinds of events, by service and kind of aggregate, that no chosen document has."""
        return {kind for place in self.histories() for kind in self.kinds(place)} - {
            kind for place in self.chosen for kind in self.kinds(place)
        }

    def kinds(self, place: Place) -> set[tuple[str, str, str]]:
        records = self.everything[place]["events"]
        return {(place.service, place.collection, str(record["type"])) for record in records}

    def most_of(self, uncovered: set[tuple[str, str, str]]) -> Place:
        """Return the document that has most of them for its size."""

        def worth(place: Place) -> tuple[float, str]:
            return len(self.kinds(place) & uncovered) / size(self.everything[place]), place.id

        return max(self.histories(), key=worth)

    def add_bodies(self) -> None:
        """Choose the bodies of the chosen officers."""
        bodies = {self.everything[place]["state"]["registered"]["body"] for place in self.of("officer")}
        self.add(place for place in self.histories() if place.id.removeprefix("body-") in bodies)

    def of(self, collection: str) -> list[Place]:
        return [place for place in self.chosen if place.collection == collection]

    def rows(self) -> Iterator[Place]:
        """Yield rows of chosen aggregates, and of the officers and firms named in those with open work."""
        ids = {place.id for place in self.chosen}
        open_ones = [self.everything[place] for place in self.chosen if self.everything[place]["moves"]]
        said = {word for document in open_ones for word in words(document["state"])}
        for place, document in self.everything.items():
            if "heard" not in document:
                continue
            row = document["row"] or {}
            named = place.collection in OFFICER_ROWS and row.get("certificate") in said
            named = named or (place.collection in FIRM_ROWS and row.get("code") in said)
            if named or place.id in ids:
                yield place

    def counts(self) -> Iterator[Place]:
        """Yield the counts that are right for the chosen rows alone."""
        rows = [(place, self.everything[place]) for place in self.chosen if "heard" in self.everything[place]]
        for place, document in self.everything.items():
            if place.collection == COUNTS:
                found = [row for at, row in rows if at.service == place.service and at.collection == document["rows"]]
                if document["count"] == sum(document["bucket"] in row["buckets"] for row in found) > 0:
                    yield place


def causes(document: Document) -> Iterator[str]:
    for record in (*document["events"], *document["noted"]):
        if record["cause"].startswith("event:"):
            yield record["cause"]


def words(value: Any) -> Iterator[str]:
    """Yield every text in a state."""
    match value:
        case str():
            yield value
        case dict():
            yield from (word for inner in value.values() for word in words(inner))
        case list():
            yield from (word for inner in value for word in words(inner))


def size(document: Document) -> int:
    return len(json.dumps(document, default=str, ensure_ascii=False))
