"""The service: the verbs of each subject, and the parts that they stand on."""

from dataclasses import dataclass
from functools import partial

from cases.case.facts import CaseFacts
from cases.case.holdings import fate_in
from cases.case.reference import load_law
from cases.case.verbs import CASE, Cases
from cases.clues.verbs import CLUE, Clues
from cases.judge import rules_hash
from cases.powers.queries import held_by
from cases.powers.reference import load_synonyms
from cases.powers.verbs import LISTING, PowerLists
from cases.referrals.verbs import REFERRAL, Referrals
from cases.rows import FIRM_ROWS, OFFICER_ROWS, naming
from chassis.consuming import RowCache, RowGroups
from chassis.process import Parts
from chassis.store import Judges


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    cases: Cases
    clues: Clues
    powers: PowerLists
    referrals: Referrals


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    law, store, clues, powers = load_law(), parts.store(CASE), parts.store(CLUE), parts.store(LISTING)
    officer_rows, firms = parts.rows(OFFICER_ROWS), parts.rows(FIRM_ROWS)
    parts.sessions(officer_rows)
    officers = RowCache(officer_rows, "certificate")
    parts.naming.append(naming(firms))
    facts = CaseFacts(
        law=law,
        calendar=parts.calendar,
        officers=officers,
        staff=RowGroups(officer_rows, "body"),
        firms=firms,
        cases=store,
        received=parts.received,
        clues=clues,
        listings=powers,
        secret=parts.settings.act_key.get_secret_value().encode(),
    )
    claims = parts.claims(fate_in(store, clues))
    cases = Cases(store=store, facts=facts, claims=claims, rules=rules_hash(parts.calendar()))
    store.comparing.judges = Judges(cases.rules, facts.known)
    lists = PowerLists(store=powers, catalogue=law.powers, synonyms=load_synonyms(), sample=parts.settings.sample)
    registered = Clues(
        store=clues,
        officers=officers,
        check_days=law.procedure.terms.check_clue_days,
        done_days=law.procedure.terms.done_days,
        claims=claims,
        held_by=partial(held_by, lists),
    )
    parts.tick(store, cases.tick)
    parts.tick(clues, registered.tick)
    return Service(
        parts=parts,
        cases=cases,
        clues=registered,
        powers=lists,
        referrals=Referrals(store=parts.store(REFERRAL), file=cases.file_referred),
    )
