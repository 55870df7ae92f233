"""Recusal: the smallest neighbours of a case in which somebody had to leave (X-03; APL 43)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.lawful import HEAD, KNOWN, LAW, MARK, MONDAY, ONE, OTHER, PAIR, PARTY, PICTURE, CaseFile, published
from tests.support.neighbours import changed, recorded, without

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseWithdrawn,
    CorrectionForgone,
    CorrectionRechecked,
    DefenceWaived,
    EndingGround,
    EnforcementEnded,
    ForgoneGround,
    OfficerReplaced,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    RecusalBy,
    RecusalDecided,
    RecusalRaised,
)
from supervision.review import Known, review

type Rules = Callable[..., list[str]]

THIRD = "A-3"


def known_to_all() -> Known:
    one = (KNOWN.certificates or {})[PAIR[1]][0]
    return replace(
        KNOWN, certificates={**(KNOWN.certificates or {}), THIRD: (replace(one, number=THIRD, person="officer-third"),)}
    )


def raised(file: CaseFile, concerns: str, *, head: bool = False) -> CaseFile:
    fields: dict[str, Any] = {
        "recusal": "recusal-1",
        "concerns": concerns,
        "by": RecusalBy.PARTY,
        "raised_on": file.day,
    }
    return file.add(published(RecusalRaised, head=head, **fields))


def answered(file: CaseFile, concerns: str, *, granted: bool, **given: Any) -> CaseFile:
    fields: dict[str, Any] = {"recusal": "recusal-1", "concerns": concerns, "decided_on": file.day}
    return file.add(published(RecusalDecided, granted=granted, **fields, **given), HEAD)


def told() -> CaseFile:
    return CaseFile().filed().identified().taken().ordered().told().waived()


def replaced(file: CaseFile) -> CaseFile:
    change = published(OfficerReplaced, leaving=PAIR[1], joining=THIRD, officers=(PAIR[0], THIRD), replaced_on=file.day)
    return file.add(change, HEAD)


@pytest.mark.parametrize(("asked", "found"), [(0, ["X-03 flag"]), (1, [])])
def test_x03_what_was_decided_after_the_party_had_asked_and_before_that_was_recorded_is_shown(
    asked: int, found: list[str], rules: Rules
) -> None:
    file = told().decided()
    day = file.day + timedelta(days=asked)
    file.wait(2)
    fields: dict[str, Any] = {"concerns": PAIR[1], "by": RecusalBy.PARTY, "raised_on": day, "recorded_on": file.day}
    file.add(published(RecusalRaised, recusal="recusal-1", head=False, **fields))
    assert rules(file.history()) == found


def test_a_case_goes_on_with_another_officer(rules: Rules) -> None:
    file = replaced(answered(raised(told(), PAIR[1]), PAIR[1], granted=True)).decided()
    assert rules(file.history(), known_to_all()) == []


def test_nobody_decides_while_a_recusal_is_open(rules: Rules) -> None:
    assert rules(raised(told(), PAIR[1]).decided().history()) == ["X-03 unlawful"]
    refused = answered(raised(told(), PAIR[1]), PAIR[1], granted=False).decided()
    assert rules(refused.history()) == []
    struck = published(CaseWithdrawn, withdrawn_on=told().day)
    assert "X-03 unlawful" in rules(raised(told(), PAIR[1]).add(struck, HEAD).history())


def test_whoever_was_recused_takes_no_part(rules: Rules) -> None:
    file = answered(raised(told(), PAIR[1]), PAIR[1], granted=True)
    assert rules(file.decided().history()) == ["X-03 unlawful"]
    acting = replaced(answered(raised(told(), PAIR[1]), PAIR[1], granted=True)).ordered()
    assert rules(acting.history(), known_to_all()) == ["X-03 unlawful"]
    head = answered(raised(told(), HEAD, head=True), HEAD, granted=True, minutes="d" * 64)
    assert rules(head.decided().history()) == ["X-03 unlawful"]


def test_an_officer_who_was_recused_by_account_takes_no_part_by_certificate(rules: Rules) -> None:
    """So recusals of older versions named officers."""

    def recused() -> CaseFile:
        return answered(raised(told(), OTHER, head=True), OTHER, granted=True, minutes="d" * 64)

    assert rules(recused().history()) == []
    assert rules(recused().decided().history()) == ["X-03 unlawful"]
    assert rules(recused().ordered().history()) == ["X-03 unlawful"]


@pytest.mark.parametrize(
    ("certificate", "found"),
    [
        ({"person": OTHER}, ["X-03 unlawful"]),
        ({"person": "officer-twin", "mark": "2" * 64}, ["X-03 unlawful"]),
        ({"person": "officer-third", "mark": "3" * 64}, []),
    ],
    ids=["renewed", "another account", "another human being"],
)
def test_x03_whoever_was_recused_takes_no_part_under_another_number(
    certificate: dict[str, Any], found: list[str], rules: Rules
) -> None:
    file = replaced(answered(raised(told(), PAIR[1]), PAIR[1], granted=True)).wait(1)
    waiver = published(DefenceWaived, act="w", waived_on=file.day, signed_paper="e" * 64, officers=(PAIR[0], THIRD))
    file.add(waiver).add(ActConfirmed(act="w", certificate=THIRD, confirmed_on=file.day), certificate["person"])
    history = changed(file.history(), RecusalRaised, certificate=PAIR[1], mark="2" * 64)
    known = known_to_all()
    (third,) = known.named([THIRD])
    held = {**(known.certificates or {}), THIRD: (replace(third, **certificate),)}
    assert rules(history, replace(known, certificates=held)) == found


def test_x03_nobody_decides_after_or_on_the_own_recusal_under_another_account(rules: Rules) -> None:
    """Who decides is known by the mark where no certificate tells."""
    same, other = replace(KNOWN, marks={HEAD: "2" * 64}), replace(KNOWN, marks={HEAD: "3" * 64})
    own = changed(answered(raised(told(), PAIR[1]), PAIR[1], granted=False).history(), RecusalRaised, mark="2" * 64)
    assert (rules(own, same), rules(own, other)) == (["X-03 unlawful"], [])
    file = replaced(answered(raised(told(), PAIR[1]), PAIR[1], granted=True)).decided().history()
    later = recorded(changed(file, RecusalRaised, mark="2" * 64), RecusalDecided, actor="officer-second-head")
    later = recorded(later, OfficerReplaced, actor="officer-second-head")
    known = known_to_all()
    assert rules(later, replace(known, marks=same.marks)) == ["X-03 unlawful"]
    assert rules(later, replace(known, marks=other.marks)) == []


def test_x03_a_case_is_not_decided_while_the_recused_one_is_left_in_under_another_number(rules: Rules) -> None:
    file = replaced(answered(raised(told(), PAIR[1]), PAIR[1], granted=True)).decided().history()
    known = known_to_all()
    (third,) = known.named([THIRD])
    renewed = {**(known.certificates or {}), THIRD: (replace(third, person=OTHER),)}
    assert rules(file, replace(known, certificates=renewed)) == ["X-03 unlawful"]


def test_nobody_acts_or_decides_in_the_own_case(rules: Rules) -> None:
    file = told().decided().history()
    (second,) = (KNOWN.certificates or {})[PAIR[1]]
    officer = {**(KNOWN.certificates or {}), PAIR[1]: (replace(second, mark=PARTY),)}
    assert set(rules(file, replace(KNOWN, certificates=officer))) == {"X-03 unlawful"}
    assert rules(CaseFile().filed().history(), replace(KNOWN, certificates=officer)) == []
    assert rules(file, replace(KNOWN, marks={HEAD: PARTY})) == ["X-03 flag", "X-03 unlawful"]
    assert rules(file, replace(KNOWN, marks={HEAD: MARK})) == []
    shop = CaseFile().filed().identified(MARK, "8" * 64, (PARTY,)).taken().ordered().told().waived().decided()
    assert rules(shop.history(), replace(KNOWN, marks={HEAD: PARTY})) == ["X-03 flag", "X-03 unlawful"], "the operator"


def test_nobody_decides_on_the_own_recusal(rules: Rules) -> None:
    own = answered(raised(told(), HEAD, head=True), HEAD, granted=False, minutes="d" * 64)
    assert rules(own.history()) == ["X-03 unlawful"]
    another = recorded(own.history(), RecusalDecided, actor="officer-second-head")
    assert rules(another) == []
    assert rules(changed(another, RecusalDecided, minutes=None)) == ["X-03 unlawful"]
    by_certificate = answered(raised(told(), PAIR[0]), PAIR[0], granted=False)
    assert rules(recorded(by_certificate.history(), RecusalDecided, actor=ONE)) == ["X-03 unlawful"]


def test_x32_minutes_on_a_recusal_are_no_other_file_of_the_case(rules: Rules) -> None:
    file = raised(told().wait(11).rechecked(fulfilled=True), HEAD, head=True)
    first = answered(file, HEAD, granted=False, minutes="d" * 64).history()
    first = recorded(first, RecusalDecided, actor="officer-second-head")
    assert rules(first) == []
    others = (PICTURE, first.of(DefenceWaived)[0].event.signed_paper, first.of(CorrectionRechecked)[0].event.blob)
    for other in others:
        assert rules(changed(first, RecusalDecided, minutes=other)) == ["X-32 unlawful"]
    asked = {"recusal": "recusal-2", "concerns": "officer-third-head"}
    file.add(published(RecusalRaised, **asked, head=True, by=RecusalBy.PARTY, raised_on=file.day))
    file.add(published(RecusalDecided, **asked, granted=False, decided_on=file.day, minutes="e" * 64), HEAD)
    second = recorded(file.history(), RecusalDecided, 0, actor="officer-second-head")
    assert rules(second) == []
    assert rules(changed(second, RecusalDecided, minutes="d" * 64)) == ["X-32 unlawful"], "minutes of another one"


def test_x32_minutes_on_a_recusal_prove_nothing_later(rules: Rules) -> None:
    file = answered(raised(CaseFile().filed().identified(), HEAD, head=True), HEAD, granted=False, minutes=PICTURE)
    history = recorded(file.taken().history(), RecusalDecided, actor="officer-second-head")
    assert rules(history) == ["X-32 unlawful"]
    assert rules(changed(history, RecusalDecided, minutes="d" * 64)) == []


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_is_left_to_correct_is_said_by_two(confirmed: bool, rules: Rules) -> None:
    file = CaseFile().filed().identified().taken()
    forgone = published(
        CorrectionForgone,
        act="case-1-forgone",
        ground=ForgoneGround.CORRECTED,
        forgone_on=file.day,
        evidence=file.evidence,
        officers=PAIR,
    )
    file = file.act(forgone) if confirmed else file.add(forgone)
    found = rules(file.told().waived().decided().history())
    assert found == ([] if confirmed else ["X-11 unlawful"])
    assert rules(without(file.history(), CorrectionForgone)) == ["X-11 unlawful"]
    assert rules(without(file.history(), CorrectionForgone, PenaltyDecided)) == []


@pytest.mark.parametrize("by", ["another account", "the same account"])
def test_who_is_to_be_recused_decides_nothing_until_that_is_decided(by: str, rules: Rules) -> None:
    """The recusal of another, an officer's replacement, an application to the court, an end and a closing."""
    human = "1" * 64
    first = raised(told(), PAIR[1]).history()
    concerned = HEAD if by == "the same account" else "officer-first-account"
    fields: dict[str, Any] = {"by": RecusalBy.PARTY, "raised_on": first.events[-1].on, "mark": human}
    file = CaseFile(events=[*first.events], minute=60)
    file.add(published(RecusalRaised, recusal="recusal-2", concerns=concerned, head=True, **fields))
    known = replace(KNOWN, marks={HEAD: human})
    assert rules(answered(file, PAIR[1], granted=False).history(), known) == ["X-03 unlawful"]
    assert rules(file.history(), replace(KNOWN, marks={HEAD: "2" * 64})) == (
        [] if by == "another account" else ["X-03 unlawful"]
    )


@pytest.mark.parametrize(
    "event",
    [
        published(CaseClosed, closed_on=MONDAY, outcome="penalty-performed"),
        published(EnforcementEnded, ground=EndingGround.DIED, ended_on=MONDAY, blob="e" * 64),
    ],
)
def test_nothing_is_ended_while_a_recusal_is_open(event: Any, rules: Rules) -> None:
    assert "X-03 unlawful" in rules(raised(told().decided().served(), PAIR[1]).add(event, HEAD).history())
    assert "X-03 unlawful" not in rules(told().decided().served().add(event, HEAD).history())


def test_a_heads_recusal_has_minutes_whatever_names_the_head(rules: Rules) -> None:
    (held,) = (KNOWN.certificates or {})[PAIR[1]]
    posts = KNOWN.posts[HEAD]
    number = {**(KNOWN.certificates or {}), THIRD: (replace(held, number=THIRD, person="officer-deputy"),)}
    known = replace(KNOWN, certificates=number, posts={**KNOWN.posts, "officer-deputy": posts})
    by_number = answered(raised(told(), THIRD), THIRD, granted=False)
    assert rules(by_number.history(), known) == ["X-03 unlawful"]
    assert rules(by_number.history(), replace(known, posts=KNOWN.posts)) == []
    assert rules(changed(by_number.history(), RecusalDecided, minutes="d" * 64), known) == []


def test_what_the_party_did_before_it_was_known_is_shown_and_shows_nothing(rules: Rules) -> None:
    """An officer who was replaced by then, or the head who approved the filing."""
    held = KNOWN.certificates or {}
    marked = {number: tuple(replace(one, mark=f"{number[-1]}" * 64) for one in held[number]) for number in PAIR}
    known = replace(KNOWN, certificates=marked)
    file = CaseFile().filed().taken().identified()
    assert rules(file.history(), known) == []
    assert rules(changed(file.history(), PartyIdentified, party_mark="2" * 64), known) == ["X-03 flag"]
    head = replace(known, marks={HEAD: PARTY})
    assert rules(file.history(), head) == ["X-03 flag"]
    told = changed(file.ordered().told().history(), PartyIdentified, party_mark="2" * 64)
    evidence = told.of(PriorNoticeServed)[0]
    assert evidence.event.evidence
    (found,) = [one for one in review(told, known, LAW) if one.sequence == evidence.sequence and "证据" in one.what]
    assert found.rule == "X-03"
