"""Decisions of the body are its head's, by what identity published of the account (X-03, X-04, X-34; APL 57)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.support.inspected import VisitFile, patrolled, visited
from tests.support.lawful import BODY, CERTIFICATES, HEAD, HEADS, KNOWN, ONE, PAIR, CaseFile, File, published
from tests.support.neighbours import changed, recorded, without
from tests.support.prosecuted import case

from contracts.cases import (
    CaseClosed,
    CaseFiled,
    FilingApproved,
    FilingHandedIn,
    FilingReturned,
    NoPenaltyDecided,
    OfficerReplaced,
    PenaltyDecided,
    RecusalBy,
    RecusalDecided,
    RecusalRaised,
)
from contracts.identity import AccountClosed, OfficerCertified, OfficerRegistered, RolesChanged
from contracts.inspections import (
    InspectorReplaced,
    PatrolOfficerReplaced,
    ReplacementGround,
    VisitApproved,
    VisitPostponed,
)
from contracts.values import Role
from supervision.review import History, Known, Post
from supervision.review.domain.known import posted

type Rules = Callable[..., list[str]]

OFFICERS = CERTIFICATES.items()
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
THE_DAY = case().history().of(PenaltyDecided)[0].at


def held_by(actor: str, *posts: Post) -> Known:
    return replace(KNOWN, posts={**HEADS, actor: posts})


def post(since: datetime = LONG_AGO, body: str = BODY, *roles: Role) -> Post:
    return Post(since=since, body=body, roles=frozenset(roles))


@pytest.mark.parametrize(
    "posts",
    [
        (),
        (post(LONG_AGO, BODY, Role.OFFICER, Role.CAPTAIN),),
        (post(LONG_AGO, "130624101", Role.HEAD),),
        (post(LONG_AGO, BODY, Role.HEAD), post(THE_DAY, BODY, Role.LEGAL_REVIEWER)),
    ],
    ids=["never an account", "an officer", "of another body", "until that moment"],
)
def test_a_decision_that_somebody_else_signed_is_found(posts: tuple[Post, ...], rules: Rules) -> None:
    file = recorded(case().history(), PenaltyDecided, actor="officer-signs")
    assert rules(file) == []  # nobody knows who that is
    assert rules(file, held_by("officer-signs", *posts)) == ["X-04 unlawful"]
    assert rules(file, held_by("officer-signs", *posts, post(THE_DAY, BODY, Role.HEAD))) == []


def test_so_is_a_let_off_and_an_approval(rules: Rules) -> None:
    no_head = held_by("officer-signs", post(LONG_AGO, BODY, Role.OFFICER))
    let_off = CaseFile().filed().identified().taken().ordered().rechecked(fulfilled=True).let_go().history()
    assert rules(recorded(let_off, NoPenaltyDecided, actor="officer-signs"), no_head) == ["X-04 unlawful"]
    assert rules(recorded(visited().history(), VisitApproved, actor="officer-signs"), no_head) == ["X-34 unlawful"]


@pytest.mark.parametrize("kind", [FilingApproved, PenaltyDecided, CaseClosed])
def test_a_head_who_handled_the_case_decides_nothing_in_it(kind: Any, rules: Rules) -> None:
    file = recorded(case().history(), kind, actor=ONE)
    assert rules(file) == ["X-04 unlawful"], "though the account is a head's by now"
    marked = {number: tuple(replace(one, mark=f"{number[-1]}" * 64) for one in held) for number, held in OFFICERS}
    same = replace(KNOWN, certificates=marked, marks={HEAD: "1" * 64})
    assert rules(case().history(), same) == ["X-04 unlawful"], "the same human being under another account"
    assert rules(case().history(), replace(same, marks={HEAD: "3" * 64})) == []


@pytest.mark.parametrize("kind", [VisitApproved, VisitPostponed])
def test_a_head_who_is_to_visit_decides_nothing_about_it(kind: Any, rules: Rules) -> None:
    file = VisitFile().assigned().approved()
    put_off = VisitPostponed(inspect_until=file.day + timedelta(days=70), postponed_on=file.day, reason="")
    history = file.add(put_off, HEAD).history()
    assert rules(history) == []
    assert rules(recorded(history, kind, actor=ONE)) == ["X-34 unlawful"]
    marked = {number: tuple(replace(one, mark=f"{number[-1]}" * 64) for one in held) for number, held in OFFICERS}
    same = replace(KNOWN, certificates=marked, marks={HEAD: "1" * 64})
    assert rules(history, same) == ["X-34 unlawful"], "the same human being under another account"


def replaced_on(file: Any, kind: Any, **given: Any) -> History:
    fields: dict[str, Any] = {"replaced": PAIR[1], "by": "A-3", "replaced_on": file.day, "reason": ""}
    history: History = file.add(published(kind, **fields, ground=ReplacementGround.RECUSAL, **given), HEAD).history()
    return history


def recused() -> CaseFile:
    """A case whose second officer was recused and left."""
    file = CaseFile().filed()
    raised: dict[str, Any] = {"recusal": "recusal-1", "concerns": PAIR[1]}
    file.add(published(RecusalRaised, **raised, head=False, by=RecusalBy.PARTY, raised_on=file.day))
    file.add(published(RecusalDecided, **raised, granted=True, decided_on=file.day), HEAD)
    left = {"leaving": PAIR[1], "joining": "A-3", "officers": (PAIR[0], "A-3"), "replaced_on": file.day}
    return file.add(published(OfficerReplaced, **left), HEAD)


@pytest.mark.parametrize(
    ("history", "kind", "rule"),
    [
        (replaced_on(VisitFile().assigned(), InspectorReplaced), InspectorReplaced, "X-34"),
        (replaced_on(File("patrol-1", events=patrolled().events[:1]), PatrolOfficerReplaced, findings=0), None, "X-04"),
        (recused().history(), RecusalDecided, "X-03"),
        (recused().history(), OfficerReplaced, "X-04"),
    ],
    ids=["visit", "patrol", "recusal in a case", "replacement in a case"],
)
def test_a_head_who_is_an_officer_does_not_decide_who_goes(
    history: History, kind: Any, rule: str, rules: Rules
) -> None:
    (held,) = CERTIFICATES[PAIR[1]]
    third = {"A-3": (replace(held, number="A-3", person="officer-third"),)}
    known = replace(KNOWN, certificates={**CERTIFICATES, **third})
    assert rules(history, known) == []
    assert rules(recorded(history, kind or PatrolOfficerReplaced, actor=ONE), known) == [f"{rule} unlawful"]
    marked = {number: tuple(replace(one, mark=f"{number[-1]}" * 64) for one in held) for number, held in OFFICERS}
    same = replace(KNOWN, certificates=marked, marks={HEAD: "1" * 64})
    assert f"{rule} unlawful" in rules(history, same), "the same human being under another account"


def test_nor_does_a_head_who_came_in_place_of_another_on_patrol(rules: Rules) -> None:
    file = File("patrol-1", events=patrolled().events[:1])
    replaced_on(file, PatrolOfficerReplaced, findings=0)
    history = replaced_on(file, PatrolOfficerReplaced, findings=0)
    history = changed(history, PatrolOfficerReplaced, replaced=PAIR[0], by="A-4")
    (held,) = CERTIFICATES[PAIR[1]]
    third = {**CERTIFICATES, "A-3": (replace(held, number="A-3", person=HEAD),)}
    assert rules(history, replace(KNOWN, certificates=third)) == ["X-04 unlawful"]


def test_a_filing_is_approved_by_the_head_before_anything_is_notified(rules: Rules) -> None:
    no_head = held_by("officer-signs", post(LONG_AGO, BODY, Role.OFFICER))
    assert rules(recorded(case().history(), FilingApproved, actor="officer-signs"), no_head) == ["X-04 unlawful"]
    assert rules(without(case().history(), FilingApproved)) == ["X-04 unlawful"]
    before_heads_were_asked = changed(case().history(), CaseFiled, awaits_approval=False)
    assert rules(without(before_heads_were_asked, FilingApproved)) == []


def test_a_recusal_is_decided_by_a_head(rules: Rules) -> None:
    file = CaseFile().filed()
    raised: dict[str, Any] = {"recusal": "recusal-1", "concerns": PAIR[1]}
    file.add(published(RecusalRaised, **raised, head=False, by=RecusalBy.PARTY, raised_on=file.day))
    file.add(published(RecusalDecided, **raised, granted=False, decided_on=file.day), HEAD)
    assert rules(file.history()) == []
    by_an_officer = recorded(file.history(), RecusalDecided, actor=ONE)
    assert rules(by_an_officer, held_by(ONE, post(LONG_AGO, BODY, Role.OFFICER))) == ["X-03 unlawful"]


def test_posts_follow_the_history_of_the_account() -> None:
    account = published(OfficerRegistered, body=BODY, township=BODY, roles=(Role.OFFICER,), mark=None)
    posts = posted((), account, LONG_AGO)
    certified = published(
        OfficerCertified,
        certificate="A-1",
        body=BODY,
        township=BODY,
        valid_from=THE_DAY.date(),
        valid_until=THE_DAY.date(),
        fields=(),
    )
    assert posted(posts, certified, THE_DAY) == posts
    after = posted(posts, published(RolesChanged, roles=(Role.HEAD,)), THE_DAY)
    assert after == (post(LONG_AGO, BODY, Role.OFFICER), post(THE_DAY, BODY, Role.HEAD))
    assert posted((), published(RolesChanged, roles=(Role.HEAD,)), THE_DAY) == ()
    closed = published(AccountClosed, closed_on=THE_DAY.date())
    assert posted(posts, closed, THE_DAY) == (*posts, post(THE_DAY, BODY))
    assert posted((), closed, THE_DAY) == ()


def returned_and_handed_in(*kinds: Any) -> History:
    """A case that was filed, and what became of its filing, in this order."""
    file = CaseFile().filed()
    file.events.pop()
    day = {FilingReturned: "returned_on", FilingHandedIn: "handed_in_on", FilingApproved: "approved_on"}
    for kind in kinds:
        personal: dict[Any, dict[str, str]] = {FilingReturned: {"reason": ""}, FilingHandedIn: {"note": ""}}
        told = personal.get(kind, {})
        file.add(published(kind, **{day[kind]: file.day}, **told), ONE if kind is FilingHandedIn else HEAD)
    return file.history()


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((FilingReturned, FilingHandedIn, FilingApproved), []),
        ((FilingReturned, FilingHandedIn, FilingReturned, FilingHandedIn, FilingApproved), []),
        ((FilingReturned, FilingApproved), ["X-04 unlawful"]),
        ((FilingReturned, FilingReturned), ["X-04 unlawful"]),
        ((FilingApproved, FilingReturned), ["X-04 unlawful"]),
        ((FilingHandedIn, FilingApproved), ["X-04 unlawful"]),
    ],
)
def test_a_returned_filing_is_approved_once_it_was_handed_in(kinds: Any, found: list[str], rules: Rules) -> None:
    assert rules(returned_and_handed_in(*kinds)) == found


def test_a_filing_is_returned_by_a_head_who_did_not_handle_it(rules: Rules) -> None:
    history = returned_and_handed_in(FilingReturned)
    assert rules(recorded(history, FilingReturned, actor=ONE)) == ["X-04 unlawful"]
    no_head = held_by("officer-signs", post(LONG_AGO, BODY, Role.OFFICER))
    assert rules(recorded(history, FilingReturned, actor="officer-signs"), no_head) == ["X-04 unlawful"]
