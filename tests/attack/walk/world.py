"""The world of a walk: one service of cases in process, its people, a clock that only the walk sets, and the judge."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import SecretStr

from cases.__main__ import BLUEPRINT
from cases.service import Service
from chassis.process import Settings
from chassis.testing import Bench, Caller, SetClock, in_memory, jpeg
from contracts.cases import FinePaid, PartyIdentified, PenaltyDecided
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.published import published
from contracts.texts import folded
from contracts.values import Role
from supervision.review import Certificate, Elsewhere, Finding, History, Known, Post, Published, Weight, review
from supervision.review.domain.first import fault_of
from supervision.review.domain.known import granted
from supervision.review.reference import load_law

BEGINNING = datetime(2026, 9, 1, 2, tzinfo=UTC)
TOWN, ELSEWHERE = "130624100", "130624101"
POWERS = ("EN-03", "EN-12", "FI-01", "AG-01")
CONFIRMED = ("EN-12", "FI-01", "AG-01")


@dataclass(frozen=True)
class Person:
    """Somebody who gives commands; `until` is the last day of the certificate."""

    name: str
    agency: str
    role: Role
    certificate: str | None = None
    valid_from: date = date(2026, 1, 1)
    until: date = date(2030, 12, 31)

    @property
    def township(self) -> str | None:
        return self.agency if len(self.agency) == len(TOWN) and self.agency.isdigit() else None


PEOPLE = {
    person.name: person
    for person in (
        Person("first", TOWN, Role.OFFICER, "HB-1001"),
        Person("second", TOWN, Role.OFFICER, "HB-1002"),
        Person("third", TOWN, Role.OFFICER, "HB-1003"),
        Person("leaving", TOWN, Role.OFFICER, "HB-1004", until=date(2026, 9, 10)),
        Person("coming", TOWN, Role.OFFICER, "HB-1005", valid_from=date(2026, 9, 8)),
        Person("stranger", ELSEWHERE, Role.OFFICER, "HB-2001"),
        Person("head", TOWN, Role.HEAD),
        Person("other-head", ELSEWHERE, Role.HEAD),
        Person("supervisor", "130624-justice", Role.SUPERVISOR),
        Person("hotline", "130624-hotline", Role.HOTLINE),
    )
}
OFFICERS = tuple(person for person in PEOPLE.values() if person.certificate)


@cache
def law() -> Any:
    return load_law()


@dataclass
class World:
    """`histories` are the published histories of the cases of this walk, as far as they were read."""

    bench: Bench[Service]
    clock: SetClock
    files: tuple[str, ...] = ()
    known: Known = field(default_factory=Known)
    histories: dict[str, History] = field(default_factory=dict)
    given: int = 0

    @property
    def kept(self) -> dict[str, dict[str, Any]]:
        """The documents of all cases, as they are stored."""
        return self.bench.parts.documents.collections["case"]  # type: ignore[attr-defined, no-any-return]

    def caller(self, person: Person) -> Caller:
        return self.bench.caller(
            person.name, person.agency, person.role, certificate=person.certificate, township=person.township
        )

    def forget(self) -> None:
        """Begin anew: no case, no claim, and the first day."""
        for kind in ("case", "clue", "claim", "refusal"):
            self.bench.parts.documents.collections[kind].clear()  # type: ignore[attr-defined]
        self.clock.at = BEGINNING
        self.histories.clear()
        self.known = replace(self.known, fines={}, receipts={})

    def key(self) -> str:
        """Return a key that no walk in this process had before."""
        self.given += 1
        return str(uuid.UUID(int=self.given, version=4))

    def unlawful(self, case: str) -> list[Finding]:
        """Return what the second judge holds against the case; what is only flagged may be recorded."""
        history = self.read(case)
        faults = tuple(fault for one in self.histories.values() if (fault := fault_of(one)))
        others = replace(self.known, fines=self.fined(), receipts=self.paid(), faults=faults)
        return [finding for finding in review(history, others, law()) if finding.weight is Weight.UNLAWFUL]

    def read(self, case: str) -> History:
        """Return the history with the events that came since it was last read."""
        before = self.histories.get(case, History(case, ()))
        records = self.kept[case]["events"][len(before.events) :]
        self.histories[case] = History(case, (*before.events, *map(as_published, records)))
        return self.histories[case]

    def fined(self) -> dict[str, tuple[Elsewhere, ...]]:
        found: dict[str, tuple[Elsewhere, ...]] = {}
        for case, history in self.histories.items():
            party = history.last(PartyIdentified)
            for penalty in history.of(PenaltyDecided):
                if party and penalty.event.fine:
                    mark = party.event.act_mark
                    found[mark] = (*found.get(mark, ()), Elsewhere(id=case, at=penalty.at))
        return found

    def paid(self) -> dict[str, tuple[Elsewhere, ...]]:
        found: dict[str, tuple[Elsewhere, ...]] = {}
        for case, history in self.histories.items():
            for payment in history.of(FinePaid):
                receipt = folded(payment.event.receipt)
                found[receipt] = (*found.get(receipt, ()), Elsewhere(id=case, at=payment.at))
        return found


def as_published(record: dict[str, Any]) -> Published[Any]:
    return Published(
        sequence=record["sequence"],
        at=datetime.fromisoformat(record["time"]),
        actor=record["actor"],
        agency=record["agency"],
        event=published().by_type[record["type"]].model_validate(record["data"]),
    )


async def world() -> World:
    """Return a world in which the people are certified and the powers confirmed."""
    clock = SetClock(BEGINNING)
    bench = Bench(BLUEPRINT, in_memory(clock, Settings(act_key=SecretStr("a key of the walk"))))
    for person in OFFICERS:
        await bench.hear(
            person.name,
            OfficerRegistered(body=person.agency, township=person.agency, roles=(person.role,), name="某人"),
        )
        await bench.hear(person.name, certified(person))
    made = World(bench, clock)
    supervisor = made.caller(PEOPLE["supervisor"])
    row = {
        "townships": [TOWN],
        "published_on": "2025-12-20",
        "valid_from": "2026-01-01",
        "source": "阜平县清单（样例）",
        "sample": True,
    }
    grants = {}
    for power in CONFIRMED:
        (await supervisor.act(f"/powers/{power}/confirmation", row)).raise_for_status()
        (document,) = await bench.parts.documents.find("power", {"_id": f"power-{power}"})
        grants[power] = granted((), as_published(document["events"][0]).event)
    pictures = [await made.caller(PEOPLE["first"]).upload(jpeg(str(number))) for number in range(3)]
    paper = await made.caller(PEOPLE["first"]).upload(b"%PDF-1.7 a signed paper", "application/pdf")
    made.files = (*pictures, paper)
    made.known = Known(certificates=certificates(), powers=grants, posts=posts())
    return made


def certified(person: Person) -> OfficerCertified:
    return OfficerCertified(
        certificate=person.certificate or "",
        body=person.agency,
        township=person.agency,
        valid_from=person.valid_from,
        valid_until=person.until,
        fields=(),
    )


def certificates() -> dict[str, tuple[Certificate, ...]]:
    return {
        person.certificate or "": (
            Certificate(
                number=person.certificate or "",
                person=person.name,
                body=person.agency,
                valid_from=person.valid_from,
                valid_until=person.until,
            ),
        )
        for person in OFFICERS
    }


def posts() -> dict[str, tuple[Post, ...]]:
    return {
        person.name: (Post(since=datetime.min.replace(tzinfo=UTC), body=person.agency, roles=frozenset({person.role})),)
        for person in PEOPLE.values()
    }
