"""The moment that an act tells of itself: by whose clock, how far back, and after what (docs/decisions/0049)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.cases import ActConfirmed
from contracts.done_at import ActMoment, OnSite, told_late
from contracts.origin import Origin
from contracts.refusal import Refusal, Rule
from contracts.values import CHINA, PersonId

NOW = datetime(2026, 9, 7, 0, 12, 30, 456_789, tzinfo=UTC)  # Monday, 8:12 in China
FRIDAY = datetime(2026, 9, 4, 10, 5, tzinfo=CHINA)
WHO = Origin(actor=PersonId("officer-1"), agency="130624100", cause="http:officer-1:key", request="", at=NOW)
RULES = ActMoment(ahead=Rule("ahead", "{at}"), early=Rule("early", "{at} {since}"), late=Rule("late", "{at} {latest}"))


def told(done_at: datetime, sent_at: datetime | None = None) -> Origin:
    return replace(WHO, sent_at=sent_at).doing(OnSite(done_at=done_at))


def confirmed(done_at: datetime | None) -> ActConfirmed:
    return ActConfirmed(act="act-1", certificate="HB-1001", confirmed_on=date(2026, 9, 4), done_at=done_at)


def code(check: Callable[[], None]) -> str:
    with pytest.raises(Refusal) as refused:
        check()
    return refused.value.rule.code


def test_what_tells_no_moment_is_done_now() -> None:
    assert WHO.doing(OnSite()) is WHO
    assert WHO.doing(None) is WHO
    assert (WHO.on, WHO.recorded_on, WHO.done) == (date(2026, 9, 7), date(2026, 9, 7), NOW.replace(microsecond=456_000))
    RULES.check(WHO, [confirmed(NOW + timedelta(days=1))], 0)


def test_the_day_is_that_of_the_moment_in_china() -> None:
    who = told(datetime(2026, 9, 4, 16, 30, tzinfo=UTC))  # half past midnight on Saturday
    assert (who.on, who.recorded_on) == (date(2026, 9, 5), date(2026, 9, 7))


@pytest.mark.parametrize("wrong_by", [timedelta(days=1), timedelta(days=-90), timedelta(minutes=3)])
def test_how_long_ago_it_was_is_measured_by_the_phone(wrong_by: timedelta) -> None:
    assert told(FRIDAY + wrong_by, sent_at=NOW + wrong_by).done_at == FRIDAY


def test_what_a_phone_says_that_it_will_do_is_refused() -> None:
    assert told(NOW + timedelta(minutes=4), sent_at=NOW).done_at == NOW
    later = told(NOW + timedelta(minutes=6), sent_at=NOW)
    assert code(lambda: RULES.check(later, [], 3)) == "ahead"


def test_a_moment_ahead_is_refused_beyond_what_clocks_differ() -> None:
    assert told(NOW + timedelta(minutes=5)).done_at == NOW
    assert code(lambda: RULES.check(told(NOW + timedelta(minutes=6)), [], 3)) == "ahead"


def test_a_moment_lies_no_more_days_back_than_were_given() -> None:
    RULES.check(told(FRIDAY), [], 3)
    assert code(lambda: RULES.check(told(FRIDAY), [], 2)) == "late"


def test_an_act_does_not_lie_before_what_it_follows() -> None:
    follows = [confirmed(None), confirmed(FRIDAY), confirmed(FRIDAY - timedelta(hours=1))]
    RULES.check(told(FRIDAY), follows, 3)
    RULES.check(told(FRIDAY - timedelta(minutes=5)), follows, 3)  # two clocks
    assert code(lambda: RULES.check(told(FRIDAY - timedelta(minutes=6)), follows, 3)) == "early"


def test_clocks_may_not_differ_across_midnight() -> None:
    midnight = datetime(2026, 9, 4, tzinfo=CHINA)
    assert code(lambda: RULES.check(told(midnight - timedelta(minutes=1)), [confirmed(midnight)], 9)) == "early"


@pytest.mark.parametrize(
    ("done_at", "ahead", "words"),
    [
        (None, None, ""),
        (NOW - timedelta(minutes=5), None, ""),
        (FRIDAY, None, "于 2026-09-04 10:05 办理，2026-09-07 08:12 上报"),
        (FRIDAY, 90_000, "于 2026-09-04 10:05 办理，2026-09-07 08:12 上报；手机时钟快 1 天 1 小时"),
        (NOW, -420, "手机时钟慢 7 分钟"),
    ],
)
def test_what_was_sent_later_is_told(done_at: datetime | None, ahead: int | None, words: str) -> None:
    assert told_late(done_at, ahead, NOW) == words
