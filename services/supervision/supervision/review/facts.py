"""What a review rests on besides the history: replicas of certificates and powers, and what other files hold."""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from chassis.consuming import Row, RowStore
from chassis.documents import Document
from contracts.cases import FinePaid, NoPenaltyDecided, RecusalRaised
from contracts.inspections import DrawHeld, DrawSealed, VisitAssigned, VisitOpened
from contracts.texts import receipt_number
from contracts.values import CertificateNumber, PersonId, PowerCode, RestsOn
from supervision.review.domain.counting import ONE_DAY
from supervision.review.domain.file import FileKind
from supervision.review.domain.first import fault_of, is_let_off_as_first
from supervision.review.domain.heads import OF_THE_HEAD
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Certificates, Elsewhere, Fault, Grant, Known, Person, by_number
from supervision.review.domain.pictures import pictures_in
from supervision.review.history_row import LANGUAGE, HistoryRow
from supervision.review.people_row import GrantRow, PersonRow

BY_ID: Final = [("_id", 1)]
AT_ONCE: Final = 200


def history_of(row: Row[HistoryRow]) -> History:
    """The history that a row keeps; events whose class is not known any more are left out."""
    facts = [json.loads(text) for text in row.row.events]
    return History(row.id, tuple(published_of(fact) for fact in facts if fact["type"] in LANGUAGE.by_type))


def published_of(fact: Mapping[str, Any]) -> Published[Any]:
    return Published(
        sequence=fact["sequence"],
        at=datetime.fromisoformat(fact["time"]),
        actor=fact["actor"],
        agency=fact["agency"],
        event=LANGUAGE.decode(fact["type"], fact["data"]),
    )


@dataclass(frozen=True, kw_only=True)
class ReviewFacts:
    histories: RowStore[HistoryRow]
    people: RowStore[PersonRow]
    grants: RowStore[GrantRow]

    async def gather(self, found: Row[HistoryRow], history: History, *, settled: bool) -> Known:
        """What is known beside the history; `settled` where the replicas have heard everything there is."""
        row, deciders = found.row, await self.deciders(history)
        return Known(
            certificates=await self.certificates(history, settled=settled),
            powers=await self.powers(history, settled=settled),
            fines={row.mark: await self.fined(row.mark)} if row.mark else {},
            let_off={row.mark: await self.let_off(row.mark)} if row.mark else {},
            receipts={number: await self.paid_by(number) for number in row.receipts},
            pictures={picture: await self.shown_by(picture) for picture in row.pictures},
            places=await self.visits(row.place) if row.place else (),
            drawn=await self.drawn(history),
            posts={id: one.posts for id, one in deciders.items() if one.posts or settled},
            marks={id: one.person.mark for id, one in deciders.items() if one.person.mark},
            faults=await self.faults(row) if row.party and (row.fined_at or is_let_off_as_first(history)) else (),
            sealings=await self.sealings() if row.kind is FileKind.DRAW_FILE else {},
        )

    async def touched(self, since: date, concerned: Callable[[History], bool]) -> AsyncIterator[str]:
        """Yield the ids of the files that may have been written in since a day, of those that are concerned."""
        last, from_then_on = "", {"as_of": {"$gte": (since - ONE_DAY).isoformat()}}
        while found := await self.histories.where({"_id": {"$gt": last}, **from_then_on}, sort=BY_ID, limit=AT_ONCE):
            for row in found:
                if concerned(history_of(row)):
                    yield row.id
            last = found[-1].id

    async def actor_of(self, fact: RestsOn) -> PersonId | None:
        """Return who recorded an event of a file; None where nothing was heard of it."""
        found = await self.histories.find(fact.id)
        events = history_of(found).events if found else ()
        return next((PersonId(one.actor) for one in events if one.sequence == fact.sequence), None)

    async def certificates(self, history: History, *, settled: bool) -> Certificates | None:
        """The certificates that the history names; None while the replica is behind what its decisions rested on."""
        if not settled and not await self.has_heard(rested_on(history)):
            return None
        numbers, actors = sorted(named_in(history)), sorted({one.actor for one in history.events})
        rows = await self.people.where({"$or": [{"row.numbers": {"$in": numbers}}, {"_id": {"$in": actors}}]})
        return by_number(one for row in rows for one in row.row.person.certificates)

    async def deciders(self, history: History) -> Mapping[str, PersonRow]:
        """Whoever decided as a head, or may be one whose recusal was raised.

        An account that was not heard of yet has no post and no mark.
        """
        deciding = {one.actor for one in history.of(*OF_THE_HEAD)}
        deciding |= {one.decided_by for seal in history.of(DrawSealed) for one in seal.event.recused if one.decided_by}
        actors = sorted(deciding)
        concerned = sorted({name for one in history.of(RecusalRaised) for name in one.event.names})
        either = {"$or": [{"_id": {"$in": actors + concerned}}, {"row.numbers": {"$in": concerned}}]}
        rows = await self.people.where(either) if deciding or concerned else []
        return {id: PersonRow(person=Person(id=id)) for id in actors} | {row.id: row.row for row in rows}

    async def faults(self, row: HistoryRow) -> tuple[Fault, ...]:
        """The decisions that found the party at fault, or who may be the same one, of whatever case."""
        marks = {"$in": sorted(filter(None, (row.party, *row.alike)))}
        rows = await self.histories.where({"$or": [{"row.party": marks}, {"row.alike": marks}]})
        return tuple(fault for row in rows if (fault := fault_of(history_of(row))))

    async def has_heard(self, facts: Iterable[RestsOn]) -> bool:
        wanted = {fact.id: fact.sequence for fact in facts if fact.id.startswith("officer-")}
        heard = {row.id: row.sequence for row in await self.people.where({"_id": {"$in": sorted(wanted)}})}
        return all(heard.get(id, 0) >= sequence for id, sequence in wanted.items())

    async def powers(self, history: History, *, settled: bool) -> Mapping[PowerCode, tuple[Grant, ...]] | None:
        """The lists that name the case's power; None where no list was heard, which may still be on its way."""
        rows = await self.grants.where({"row.power": {"$in": sorted(powers_of(history))}})
        return {row.row.power: row.row.grants for row in rows} if rows or settled else None

    async def fined(self, mark: str) -> tuple[Elsewhere, ...]:
        return await self.held({"row.mark": mark, "row.fined_at": {"$ne": None}}, "fined_at")

    async def let_off(self, mark: str) -> tuple[Elsewhere, ...]:
        """The cases of the act that were decided without a penalty."""
        rows = await self.histories.where({"row.mark": mark})
        decided = [(row.id, history_of(row).first(NoPenaltyDecided)) for row in rows]
        return tuple(Elsewhere(id=id, at=one.at) for id, one in decided if one)

    async def paid_by(self, receipt: str) -> tuple[Elsewhere, ...]:
        """The payments of any case by a receipt, in whatever writing."""
        rows = await self.histories.where({"row.receipts": receipt})
        paid = [(row.id, one) for row in rows for one in history_of(row).of(FinePaid)]
        return tuple(Elsewhere(id=id, at=one.at) for id, one in paid if receipt_number(one.event.receipt) == receipt)

    async def shown_by(self, picture: str) -> tuple[Elsewhere, ...]:
        """The visits and patrols that name a picture."""
        rows = await self.histories.where({"row.pictures": picture})
        shown = [(row.id, one) for row in rows for one in history_of(row).events if picture in pictures_in(one.event)]
        return tuple(Elsewhere(id=id, at=one.at) for id, one in shown)

    async def visits(self, place: str) -> tuple[Elsewhere, ...]:
        """The counted visits of the place, each with its day."""
        rows = await self.histories.where({"row.place": place})
        opened = [(row.id, history_of(row).first(VisitOpened)) for row in rows]
        return tuple(Elsewhere(id=id, at=one.at, on=one.event.opened_on) for id, one in opened if one)

    async def held(self, where: Document, since: str) -> tuple[Elsewhere, ...]:
        rows = await self.histories.where(where)
        return tuple(Elsewhere(id=row.id, at=datetime.fromisoformat(getattr(row.row, since))) for row in rows)

    async def sealings(self) -> Mapping[str, Published[DrawSealed]]:
        rows = await self.histories.where({"row.kind": FileKind.DRAW_FILE.value})
        return {row.id: seal for row in rows if (seal := history_of(row).first(DrawSealed))}

    async def drawn(self, history: History) -> Mapping[str, tuple[CertificateNumber, ...]] | None:
        """The pairs that the visit's draw sent to firms; None where the draw was not heard."""
        sent = history.first(VisitAssigned)
        row = await self.histories.find(sent.event.draw) if sent and sent.event.draw else None
        held = history_of(row).last(DrawHeld) if row else None
        return {one.firm: one.officers for one in held.event.drawn} if held else None


def named_in(history: History) -> set[CertificateNumber]:
    numbers: set[CertificateNumber] = set()
    for one in history.events:
        numbers |= {*getattr(one.event, "officers", ())}
        numbers |= {getattr(one.event, name, None) or "" for name in ("certificate", "replaced", "by")} - {""}
    numbers |= {number for sent in history.of(VisitAssigned) for number in sent.event.recused}
    numbers |= {one.certificate for seal in history.of(DrawSealed) for one in seal.event.recused}
    numbers |= {number for held in history.of(DrawHeld) for one in held.event.drawn for number in one.officers}
    return numbers


def powers_of(history: History) -> set[PowerCode]:
    return {power for one in history.events if (power := getattr(one.event, "power", None))}


def rested_on(history: History) -> list[RestsOn]:
    return [fact for one in history.events for fact in getattr(one.event, "rests_on", ())]
