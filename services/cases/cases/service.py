"""The service: the verbs of each subject, and the parts that they stand on."""

from dataclasses import dataclass
from typing import Any

from cases.case.facts import CaseFacts
from cases.case.reference import load_law
from cases.case.verbs import CASE, Cases, fate_in
from cases.clues.verbs import CLUE, Clues
from cases.powers.verbs import LISTING, PowerLists
from cases.referrals.verbs import REFERRAL, Referrals
from cases.rows import OFFICER_ROWS
from chassis.consuming import RowCache, RowStore
from chassis.deadlines import Ticking
from chassis.process import Parts
from chassis.store import Store


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    cases: Cases
    clues: Clues
    powers: PowerLists
    referrals: Referrals

    @property
    def stores(self) -> list[Store[Any, Any]]:
        subjects = (self.cases, self.clues, self.powers, self.referrals)
        return [*(subject.store for subject in subjects), self.cases.fines.store]

    @property
    def rows(self) -> list[RowStore[Any]]:
        return self.parts.row_stores

    @property
    def ticking(self) -> list[Ticking]:
        return self.parts.ticking

    async def prepare(self) -> None:
        """Nothing besides the indexes."""


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    law, store, clues, powers = load_law(), parts.store(CASE), parts.store(CLUE), parts.store(LISTING)
    facts = CaseFacts(
        law=law,
        calendar=parts.calendar,
        officers=RowCache(parts.rows(OFFICER_ROWS), "certificate"),
        blobs=parts.blobs,
        clues=clues,
        listings=powers,
        secret=parts.settings.act_key.get_secret_value().encode(),
    )
    cases = Cases(store=store, facts=facts, fines=parts.claims(fate_in(store)))
    parts.tick(store, cases.tick)
    return Service(
        parts=parts,
        cases=cases,
        clues=Clues(store=clues),
        powers=PowerLists(store=powers, catalogue=law.powers),
        referrals=Referrals(store=parts.store(REFERRAL), file=cases.file_referred),
    )
