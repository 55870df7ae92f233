"""Files of visits, draws and clues: their smallest unlawful neighbours (X-01 … X-37, X-40, X-41)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.inspected import ANOTHER_PICTURE, VisitFile, clue_file, draw_file, visited
from tests.support.lawful import BODY, CERTIFICATES, FIRM, HEAD, KNOWN, ONE, PAIR, PICTURE, published
from tests.support.neighbours import changed, recorded, repeated, without

from contracts.cases import ClueRegistered, ClueSetAside, ClueTaken
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    DrawHeld,
    DrawSealed,
    InspectorReplaced,
    ItemAnswered,
    RectifiedOnSite,
    RecusedOfficer,
    ReferralForgone,
    ReferralOverdue,
    ReplacementGround,
    SeedWitnessed,
    TermRechecked,
    ViolationReferred,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitKind,
    VisitOpened,
    VisitResult,
)
from contracts.shot import Picture
from supervision.review import Elsewhere, History

type Change = Callable[[History], History]
type Rules = Callable[..., list[str]]

VISITS: list[tuple[str, Change]] = [
    ("X-01 unlawful", lambda file: changed(file, VisitAssigned, officers=PAIR[:1])),
    ("X-04 unlawful", lambda file: changed(file, VisitAssigned, township="130624101")),
    ("X-34 unlawful", lambda file: changed(file, VisitAssigned, item_lists=())),
    ("X-34 unlawful", lambda file: without(file, VisitApproved)),
    ("X-34 unlawful", lambda file: recorded(file, VisitApproved, agency="130624101")),
    ("X-34 unlawful", lambda file: without(file, VisitOpened)),
    ("X-36 unlawful", lambda file: changed(file, VisitAssigned, draw=None)),
    ("X-37 unlawful", lambda file: recorded(file, ItemAnswered, actor=HEAD)),
    ("X-32 unlawful", lambda file: changed(file, RectifiedOnSite, after=PICTURE)),
    ("X-32 unlawful", lambda file: changed(file, TermRechecked, picture=ANOTHER_PICTURE)),
    ("X-32 unlawful", lambda file: changed(file, VisitConcluded, problems=0)),
    ("X-32 unlawful", lambda file: changed(file, VisitConcluded, result=VisitResult.RECTIFIED)),
    ("X-11 unlawful", lambda file: changed(file, TermRechecked, rechecked_on=date(2026, 3, 14))),
    ("X-40 unlawful", lambda file: without(file, RectifiedOnSite)),
    ("X-41 unlawful", lambda file: changed(file, VisitOpened, opened_on=date(2026, 3, 3))),
]


@pytest.mark.parametrize(("rule", "change"), VISITS)
def test_the_neighbours_of_a_lawful_visit(rule: str, change: Change, rules: Rules) -> None:
    assert rules(change(visited().history())) == [rule]


@pytest.mark.parametrize(("sent", "rule"), [(True, []), (False, ["X-01 unlawful"])])
def test_whoever_the_head_sent_instead_goes_lawfully(sent: bool, rule: list[str], rules: Rules) -> None:
    (held,) = CERTIFICATES[PAIR[1]]
    certificates = {**CERTIFICATES, "A-3": (replace(held, number="A-3", person="officer-3"),)}
    file = VisitFile().assigned().approved()
    if sent:
        ground = ReplacementGround.RECUSAL
        instead = InspectorReplaced(replaced=PAIR[1], by="A-3", replaced_on=file.day, ground=ground, reason="")
        file.add(instead, HEAD)
    file.add(VisitOpened(opened_on=file.day, officers=(PAIR[0], "A-3"), counted=True))
    file.add(published(ItemAnswered, item="safety-01", answer=Answer.FINE), "officer-3" if sent else ONE)
    assert rules(file.history(), replace(KNOWN, certificates=certificates)) == rule


def test_a_problem_that_nothing_followed_is_found(rules: Rules) -> None:
    file = without(visited().history(), CorrectionTermSet)
    assert rules(file) == ["X-01 unlawful", "X-11 unlawful", "X-40 unlawful"]


def test_an_answer_that_others_rest_on_is_frozen(rules: Rules) -> None:
    file = VisitFile()
    file.assigned().approved().opened()
    file.answered("safety-03", Answer.PROBLEM)
    file.rectified("safety-03")
    assert rules(file.history()) == []
    file.answered("safety-03", Answer.FINE)
    assert rules(file.history()) == ["X-32 unlawful"]


def test_a_picture_of_the_day_may_show_two_items(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened()
    for item in ("safety-01", "safety-02"):
        file.answered(item, Answer.PROBLEM).term_set(item).confirmed(f"order-{item}")
    file.wait(3).rechecked("safety-01").rechecked("safety-02")
    assert rules(file.history()) == []
    file.events.pop()
    assert rules(file.wait(1).rechecked("safety-02").history()) == ["X-32 unlawful"]


def test_a_problem_of_another_item_shows_nothing_put_right(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened()
    file.answered("safety-03", Answer.PROBLEM).answered("safety-07", Answer.PROBLEM).rectified("safety-03")
    day = file.day
    other = RectifiedOnSite(item="safety-07", before="e" * 64, after=PICTURE, rectified_on=day, officer=PAIR[0])
    assert rules(file.add(other).history()) == ["X-32 unlawful"]


def test_what_shows_an_item_put_right_is_no_problem_of_another(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened()
    file.answered("safety-03", Answer.PROBLEM).answered("safety-07", Answer.PROBLEM).rectified("safety-03")
    pictures, day = {"before": ANOTHER_PICTURE, "after": "e" * 64}, file.day
    other = RectifiedOnSite(item="safety-07", **pictures, rectified_on=day, officer=PAIR[0])
    assert rules(file.add(other).history()) == ["X-32 unlawful"]


def test_what_shows_a_problem_shows_nothing_put_right(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened()
    shown = {"pictures": (Picture(picture=ANOTHER_PICTURE),), "officer": PAIR[0], "note": ""}
    file.add(published(ItemAnswered, item="safety-03", answer=Answer.PROBLEM, **shown)).rectified("safety-03")
    assert rules(file.history()) == ["X-32 unlawful"]
    assert rules(changed(file.history(), ItemAnswered, pictures=())) == []
    later = published(ItemAnswered, item="safety-07", answer=Answer.PROBLEM, **shown)
    assert rules(changed(file.add(later).history(), ItemAnswered, answer=Answer.PROBLEM)) == ["X-32 unlawful"]


def test_whom_a_lot_sends_may_have_lost_the_certificate_since(rules: Rules) -> None:
    (second,) = CERTIFICATES[PAIR[1]]
    lost = replace(KNOWN, certificates={**CERTIFICATES, PAIR[1]: (replace(second, valid_until=date(2026, 3, 1)),)})
    assert rules(VisitFile().assigned().history(), lost) == ["X-02 flag"]
    assert rules(VisitFile().assigned(draw=None, task="task-1").history(), lost) == ["X-02 unlawful"]
    assert rules(VisitFile().assigned().approved().opened().history(), lost) == ["X-02 flag", "X-02 unlawful"]


def test_the_lot_sends_whom_it_drew(rules: Rules) -> None:
    file = visited().history()
    assert rules(file, replace(KNOWN, drawn={FIRM: PAIR})) == []
    assert rules(file, replace(KNOWN, drawn={FIRM: ("A-1", "A-3")})) == ["X-36 unlawful"]
    assert rules(file, replace(KNOWN, drawn={})) == ["X-36 unlawful"]


def test_the_yearly_cap(rules: Rules) -> None:
    file = visited().history()
    opened = file.of(VisitOpened)[0]
    places = tuple(Elsewhere(id=f"visit-{n}", at=opened.at - timedelta(days=n)) for n in (40, 50))
    assert rules(file, replace(KNOWN, places=places[:1])) == []
    assert rules(file, replace(KNOWN, places=places)) == ["X-35 unlawful"]
    twice = replace(KNOWN, places=(Elsewhere(id="visit-2", at=opened.at - timedelta(days=30)),))
    assert rules(file, twice) == ["X-35 flag"], "the two could be one"
    clue = changed(file, VisitAssigned, kind=VisitKind.CASE)
    assert rules(clue, replace(KNOWN, places=places)) == ["X-35 flag"]
    assert rules(changed(file, VisitOpened, counted=False), replace(KNOWN, places=places)) == []


def test_certificates_of_a_visit_count_on_its_day(rules: Rules) -> None:
    second = CERTIFICATES[PAIR[1]][0]
    lost = {**CERTIFICATES, PAIR[1]: (replace(second, withdrawn_from=date(2026, 3, 4)),)}
    assert rules(visited().history(), replace(KNOWN, certificates=lost)) == ["X-02 unlawful"]


def test_x02_both_are_certified_when_they_refer(rules: Rules) -> None:
    file = visited().wait(1).referred("safety-01")
    (second,) = CERTIFICATES[PAIR[1]]
    lost = {**CERTIFICATES, PAIR[1]: (replace(second, withdrawn_from=file.day),)}
    assert rules(file.history()) == []
    assert rules(file.history(), replace(KNOWN, certificates=lost)) == ["X-02 unlawful"]


def test_no_visit_goes_on_after_its_end(rules: Rules) -> None:
    file = visited()
    file.answered("safety-09", Answer.FINE)
    assert rules(file.history()) == ["X-41 unlawful"]


RECUSED = RecusedOfficer(firm=FIRM, certificate=PAIR[0])
DRAWS: list[tuple[str, Change]] = [
    ("held twice", lambda file: repeated(file, DrawHeld)),
    ("sealed twice", lambda file: repeated(file, DrawSealed)),
    ("another beside it without reason", lambda file: changed(file, DrawSealed, besides=("draw-0",))),
    ("other lists", lambda file: changed(file, DrawHeld, item_lists=("fire",))),
    ("another day", lambda file: changed(file, DrawHeld, inspect_until=date(2026, 6, 1))),
    ("too few", lambda file: changed(file, DrawHeld, drawn=file.of(DrawHeld)[0].event.drawn[:1])),
    ("one twice", lambda file: changed(file, DrawHeld, drawn=file.of(DrawHeld)[0].event.drawn[:1] * 2)),
    ("out of order", lambda file: changed(file, DrawHeld, drawn=file.of(DrawHeld)[0].event.drawn[::-1])),
    ("somebody recused", lambda file: changed(file, DrawSealed, recused=(RECUSED,))),
]


@pytest.mark.parametrize("change", [change for _, change in DRAWS], ids=[name for name, _ in DRAWS])
def test_the_neighbours_of_a_lawful_draw(change: Change, rules: Rules) -> None:
    assert [rule for rule in rules(change(draw_file().history())) if rule != "X-03 flag"] == ["X-36 unlawful"]


def test_x03_recusals_that_no_head_entered_are_flagged(rules: Rules) -> None:
    elsewhere = RecusedOfficer(firm=FIRM, certificate="A-9")
    assert rules(changed(draw_file().history(), DrawSealed, recused=(elsewhere,))) == ["X-03 flag"]


def test_a_draw_names_the_running_ones_and_has_a_number_of_its_own(rules: Rules) -> None:
    """Its seed may read as anybody's number: it is a lottery's."""
    (seal,) = draw_file().history().of(DrawSealed)
    issue: dict[str, Any] = {"seed_source": "witnessed", "seed_issue": "20260303-1"}
    file = changed(draw_file().history(), DrawSealed, **issue)
    file = changed(file, DrawHeld, seed="20260303-1 40817 55290 13376 90142")
    assert rules(file) == []
    assert rules(changed(file, DrawHeld, seed="20260303-2 40817 55290 13376 90142")) == ["X-36 unlawful"]
    other = replace(seal, at=seal.at - timedelta(days=1))
    beside = replace(KNOWN, sealings={"draw-0": other, "draw-1": seal})
    assert rules(file, beside) == ["X-36 unlawful"]
    assert rules(changed(file, DrawSealed, besides=("draw-0",), reason="新增企业"), beside) == []
    over = replace(other, event=other.event.model_copy(update=issue | {"inspect_until": date(2026, 3, 1)}))
    assert rules(file, replace(KNOWN, sealings={"draw-0": over})) == ["X-36 unlawful"], "the same number"


def test_whom_a_lot_draws_was_certified_when_the_pool_was_sealed(rules: Rules) -> None:
    (second,) = CERTIFICATES[PAIR[1]]
    lost = replace(KNOWN, certificates={**CERTIFICATES, PAIR[1]: (replace(second, valid_until=date(2026, 3, 1)),)})
    assert rules(draw_file().history(), lost) == ["X-02 unlawful"]
    assert rules(changed(draw_file().history(), DrawSealed, inspect_until=date(2026, 3, 1))) == [
        "X-36 unlawful",
        "X-41 unlawful",
    ]


def test_another_draw_with_a_reason_is_lawful(rules: Rules) -> None:
    assert rules(changed(draw_file().history(), DrawSealed, besides=("draw-0",), reason="新增企业")) == []


def test_a_clue_is_checked_in_time_and_answered_once(rules: Rules) -> None:
    clue = clue_file().history()
    late = recorded(clue, ClueTaken, at=clue.events[0].at + timedelta(days=16))
    assert rules(late) == ["X-40 flag"]
    assert rules(repeated(clue, ClueTaken)) == ["X-41 unlawful"]
    assert rules(changed(clue, ClueRegistered, seen_on=date(2026, 3, 3))) == ["X-41 unlawful"]


def test_a_clue_is_set_aside_by_a_certified_officer_of_its_township(rules: Rules) -> None:
    aside = clue_file(taken=False).history()
    assert rules(recorded(aside, ClueSetAside, actor="officer-hotline")) == ["X-02 unlawful"]
    assert rules(changed(aside, ClueRegistered, township="130624101")) == ["X-02 unlawful"]
    assert rules(recorded(aside, ClueSetAside, actor="officer-hotline"), replace(KNOWN, certificates=None)) == []


def test_a_term_on_a_visit_is_a_term(rules: Rules) -> None:
    file = visited().history()
    day = file.of(CorrectionTermSet)[0].event.ordered_on
    assert rules(changed(file, CorrectionTermSet, until=day)) == ["X-11 unlawful"]
    assert rules(changed(file, CorrectionTermSet, until=day + timedelta(days=366)))[0] == "X-11 unlawful"


def test_what_was_no_problem_is_not_dealt_with(rules: Rules) -> None:
    file = VisitFile()
    file.assigned().approved().opened()
    file.answered("safety-01", Answer.FINE)
    file.confirmed().referred("safety-01")
    assert rules(file.history()) == ["X-32 unlawful"]
    assert rules(without(file.history(), ViolationReferred)) == []


def test_what_both_saw_unfulfilled_is_referred_or_the_head_says_why_not(rules: Rules) -> None:
    file = visited()
    assert rules(file.wait(8).add(late_referral(file)).history()) == ["X-40 flag"]
    forgone = ReferralForgone(item="safety-01", forgone_on=file.day, reason="已经改正", township=BODY)
    assert rules(file.add(forgone, HEAD).history()) == []
    by_one = recorded(file.history(), ReferralForgone, actor=ONE)
    assert rules(by_one, WITH_POSTS) == ["X-34 unlawful", "X-40 unlawful"]
    assert rules(changed(file.history(), TermRechecked, fulfilled=True)) == ["X-41 unlawful"]
    referred = visited().wait(8)
    referred.add(late_referral(referred)).referred("safety-01")
    assert rules(referred.history()) == []


def late_referral(file: VisitFile) -> ReferralOverdue:
    return ReferralOverdue(item="safety-01", until=file.day - timedelta(days=1), noticed_on=file.day, township=BODY)


WITH_POSTS = replace(KNOWN, posts={**KNOWN.posts, ONE: ()})


def test_x36_a_seed_that_witnesses_see_is_told_by_one_of_them(rules: Rules) -> None:
    sealed, held = draw_file().events
    sealed = replace(sealed, event=sealed.event.model_copy(update={"witness_accounts": (HEAD,)}))
    held = replace(held, sequence=3)
    assert rules(History("draw-1", (sealed, held))) == ["X-36 unlawful"]
    told = SeedWitnessed(seed=held.event.seed, witness=HEAD, body=BODY, witnessed_on=held.on)
    word = replace(held, sequence=2, actor=HEAD, agency=BODY, event=told)
    assert rules(History("draw-1", (sealed, word, held))) == []
    twice = replace(sealed, event=sealed.event.model_copy(update={"witness_accounts": (HEAD, HEAD)}))
    assert rules(History("draw-1", (twice, word, held))) == ["X-36 unlawful"]
    otherwise = told.model_copy(update={"seed": "another"})
    for other in (replace(word, actor=ONE), replace(word, agency=sealed.agency), replace(word, event=otherwise)):
        assert rules(History("draw-1", (sealed, other, held))) == ["X-36 unlawful"]
