"""Clues are registered, taken by a case or set aside with reasons (APL 54)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cases.clues import domain as clue
from cases.days.domain import EARLY, FUTURE
from cases.officers.domain import NO_CERTIFICATE, NOT_CERTIFIED, OTHER_BODY
from contracts.cases import ClueOverdueLifted, ClueSetAside, ClueSource
from contracts.identity.holder import Holder
from contracts.refusal import Refusal, Rule

TOWN, ELSEWHERE = "130624100", "130624101"
TODAY = date(2026, 9, 1)
NUMBER = "HB-1001"
HOTLINE = clue.ClueFacts(
    id="clue-1",
    on=TODAY,
    recorded_on=TODAY,
    source=ClueSource.HOTLINE,
    body="130624-hotline",
    caller=None,
    holders={},
    rests_on=(),
    same=None,
    has_others=False,
    check_days=15,
)
HOLDER = Holder(body=TOWN, township=TOWN, certificate=NUMBER, valid_from=TODAY, valid_until=TODAY)
PATROL = replace(HOTLINE, source=ClueSource.PATROL, body=TOWN, caller=NUMBER, holders={NUMBER: HOLDER})


def registered(facts: clue.ClueFacts = HOTLINE, **changes: Any) -> clue.Clue:
    usual: dict[str, Any] = {
        "township": TOWN,
        "seen_on": TODAY,
        "place": "东街",
        "description": "烟",
        "informant": "某",
    }
    event = clue.register_clue(clue.RegisterClue(**(usual | changes)), facts)[0]
    return clue.evolve(None, event.without_personal())


def test_the_hotline_registers_for_every_township() -> None:
    fact = registered(township=ELSEWHERE).registered
    assert (fact.source, fact.received_on) == (ClueSource.HOTLINE, TODAY)


def test_officers_register_for_their_own() -> None:
    assert registered(PATROL).registered.source is ClueSource.PATROL
    with pytest.raises(Refusal) as refusal:
        registered(PATROL, township=ELSEWHERE)
    assert refusal.value.rule is clue.OTHER_TOWNSHIP


def test_nothing_is_seen_tomorrow() -> None:
    with pytest.raises(Refusal) as refusal:
        registered(seen_on=date(2026, 9, 2))
    assert refusal.value.rule is FUTURE


def test_what_came_in_yesterday_keeps_both_days() -> None:
    fact = registered(seen_on=date(2026, 8, 30), received_on=date(2026, 8, 31)).registered
    assert (fact.received_on, fact.recorded_on) == (date(2026, 8, 31), TODAY)
    with pytest.raises(Refusal) as refusal:
        registered(seen_on=date(2026, 8, 30), received_on=date(2026, 8, 29))
    assert refusal.value.rule is EARLY


def test_the_first_case_takes_it() -> None:
    one = registered()
    taken = clue.evolve(one, clue.take_clue(one, clue.TakeClue(case="case-1", filed_on=TODAY), PATROL)[0])
    assert clue.take_clue(taken, clue.TakeClue(case="case-2", filed_on=TODAY), PATROL) == []
    with pytest.raises(Refusal) as refusal:
        clue.set_clue_aside(taken, clue.SetClueAside(reasons="不属实"), PATROL)
    assert refusal.value.rule is clue.TAKEN


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"caller": None}, NO_CERTIFICATE),
        ({"holders": {}}, NOT_CERTIFIED),
        ({"on": TODAY + timedelta(days=1)}, NOT_CERTIFIED),
        ({"holders": {NUMBER: replace(HOLDER, body=ELSEWHERE)}}, OTHER_BODY),
    ],
)
def test_x02_a_clue_is_set_aside_by_a_certified_officer(changes: dict[str, Any], rule: Rule) -> None:
    """Checking a clue is investigation (APL 54): the certificate counts on that day, for the own body."""
    with pytest.raises(Refusal) as refusal:
        clue.set_clue_aside(registered(), clue.SetClueAside(reasons="不属实"), replace(PATROL, **changes))
    assert refusal.value.rule is rule


def test_it_is_set_aside_once() -> None:
    one = registered()
    aside = clue.evolve(one, clue.set_clue_aside(one, clue.SetClueAside(reasons="不属实"), PATROL)[0])
    with pytest.raises(Refusal) as refusal:
        clue.set_clue_aside(aside, clue.SetClueAside(reasons="不属实"), PATROL)
    assert refusal.value.rule is clue.SET_ASIDE


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({}, True),
        ({"place": " 东 街 １２号附近", "seen_on": date(2026, 8, 25)}, True),
        ({"seen_on": date(2026, 8, 24)}, False),
        ({"place": "西街"}, False),
        ({"township": ELSEWHERE}, False),
    ],
)
def test_two_clues_may_be_about_one_act(changes: dict[str, Any], alike: bool) -> None:
    """In places that read alike, within a week; whether they are is for the officers to say."""
    assert clue.may_be_same(registered().registered, registered(**changes).registered) is alike


def test_a_clue_joins_another_one_of_its_township_that_still_counts() -> None:
    one, other = registered(), registered(place="东街附近")
    join = clue.SetClueAside(reasons="同一烟囱", same_as="clue-2")
    (fact,) = clue.set_clue_aside(one, join, replace(PATROL, same=other))
    assert fact == ClueSetAside(set_aside_on=TODAY, reasons="同一烟囱", same_as="clue-2")
    aside = clue.evolve(other, clue.set_clue_aside(other, clue.SetClueAside(reasons="不属实"), PATROL)[0])
    wrong = {
        clue.NO_CLUE: (join, None),
        clue.ITSELF: (clue.SetClueAside(reasons="同一烟囱", same_as="clue-1"), one),
        clue.OTHER_TOWNSHIP: (join, registered(township=ELSEWHERE)),
        clue.SET_ASIDE: (join, aside),
    }
    for rule, (command, same) in wrong.items():
        with pytest.raises(Refusal) as refusal:
            clue.set_clue_aside(one, command, replace(PATROL, same=same))
        assert refusal.value.rule is rule


def test_x40_a_clue_that_others_were_joined_to_joins_none() -> None:
    """Whoever holds the claims: the decision itself refuses it."""
    join = clue.SetClueAside(reasons="同一烟囱", same_as="clue-2")
    with pytest.raises(Refusal) as refusal:
        clue.set_clue_aside(registered(), join, replace(PATROL, same=registered(place="东街附近"), has_others=True))
    assert refusal.value.rule is clue.HAS_OTHERS


@pytest.mark.parametrize(("later", "in_time"), [(15, True), (16, False)])
@pytest.mark.parametrize("filed", [True, False])
def test_x40_a_clue_that_was_answered_in_time_and_sent_late_is_late_no_more(
    later: int, in_time: bool, filed: bool
) -> None:
    day, heard = TODAY + timedelta(days=later), TODAY + timedelta(days=17)
    one = registered()
    flagged = clue.evolve(one, clue.tick(one, None, heard)[0])
    facts = replace(PATROL, on=day, recorded_on=heard, holders={NUMBER: replace(HOLDER, valid_until=heard)})
    if filed:
        events = clue.take_clue(flagged, clue.TakeClue(case="case-1", filed_on=day), facts)
    else:
        events = clue.set_clue_aside(flagged, clue.SetClueAside(reasons="不属实"), facts)
    lifted = [ClueOverdueLifted(until=TODAY + timedelta(days=15), lifted_on=heard)] if in_time else []
    assert events[:-1] == lifted
    for event in events:
        flagged = clue.evolve(flagged, event.without_personal())
    assert (flagged.overdue is None, flagged.open) == (in_time, False)
