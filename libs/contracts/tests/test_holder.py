"""An officer as other services know one."""

from datetime import date

import pytest

from contracts.event import Event
from contracts.identity import (
    AccountClosed,
    BodyRegistered,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    DeviceEnd,
    DeviceEnded,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    RolesChanged,
    SessionEnd,
    SessionsEnded,
)
from contracts.identity.holder import Holder, follow
from contracts.values import BodyKind, Role

TOWN = "130624100"
REGISTERED = OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name="王五")
CERTIFIED = OfficerCertified(
    certificate="HB-1",
    body=TOWN,
    township=TOWN,
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    fields=("fire",),
)
SUSPENDED = CertificateSuspended(certificate="HB-1", effective_from=date(2026, 3, 1), reason="x")
REINSTATED = CertificateReinstated(certificate="HB-1", effective_from=date(2026, 4, 1))
WITHDRAWN = CertificateWithdrawn(certificate="HB-1", effective_from=date(2026, 6, 1), reason="x")
CLOSED = AccountClosed(closed_on=date(2026, 6, 1), reason="x")
RENEWED = CERTIFIED.model_copy(update={"certificate": "HB-2", "valid_until": date(2027, 12, 31)})


def after(*events: Event) -> Holder:
    holder: Holder | None = None
    for event in events:
        holder = follow(holder, event)
    assert holder
    return holder


@pytest.mark.parametrize(
    ("events", "day", "certified"),
    [
        ([REGISTERED], date(2026, 3, 1), False),
        ([REGISTERED, CERTIFIED], date(2025, 12, 31), False),
        ([REGISTERED, CERTIFIED], date(2026, 1, 1), True),
        ([REGISTERED, CERTIFIED], date(2026, 12, 31), True),
        ([REGISTERED, CERTIFIED], date(2027, 1, 1), False),
        ([REGISTERED, CERTIFIED, SUSPENDED], date(2026, 2, 28), True),
        ([REGISTERED, CERTIFIED, SUSPENDED], date(2026, 3, 1), False),
        ([REGISTERED, CERTIFIED, SUSPENDED, REINSTATED], date(2026, 3, 31), False),
        ([REGISTERED, CERTIFIED, SUSPENDED, REINSTATED], date(2026, 4, 1), True),
        ([REGISTERED, CERTIFIED, SUSPENDED, REINSTATED, SUSPENDED], date(2026, 4, 1), False),
        ([REGISTERED, CERTIFIED, WITHDRAWN], date(2026, 5, 31), True),
        ([REGISTERED, CERTIFIED, WITHDRAWN], date(2026, 6, 1), False),
        ([REGISTERED, CERTIFIED, WITHDRAWN, RENEWED], date(2026, 6, 1), True),
    ],
)
def test_entitled_to_act_on_the_days_of_the_certificate(events: list[Event], day: date, certified: bool) -> None:
    assert after(*events).certified(day) is certified


def test_keeps_what_others_need() -> None:
    holder = after(REGISTERED, CERTIFIED, RolesChanged(roles=(Role.CAPTAIN,)))
    assert (holder.body, holder.township, holder.certificate, holder.fields) == (TOWN, TOWN, "HB-1", ("fire",))


def test_a_closed_account_is_in_no_role() -> None:
    """Its holder is no head any more, whose decision could be named (APL 43)."""
    head = REGISTERED.model_copy(update={"roles": (Role.HEAD,)})
    assert after(head).may_be(Role.HEAD)
    assert not after(head, CERTIFIED, CLOSED).may_be(Role.HEAD)
    assert follow(None, CLOSED) is None


def test_who_it_is_stays_known_whatever_follows() -> None:
    mark, other = "1" * 64, "2" * 64
    known = REGISTERED.model_copy(update={"mark": mark})
    assert after(known, CERTIFIED, RENEWED).mark == mark
    assert after(REGISTERED, CERTIFIED).mark is None
    assert after(REGISTERED, CERTIFIED, OfficerIdentified(mark=other, number="x", telephone="x")).mark == other


def test_ended_sessions_stay_ended_whatever_follows() -> None:
    ended = SessionsEnded(session=2, why=SessionEnd.ROLES)
    assert after(REGISTERED, CERTIFIED).session == 0
    assert after(REGISTERED, ended, CERTIFIED, RENEWED).session == 2


def test_ended_devices_are_known_until_their_tokens_are_void_anyway() -> None:
    one, other = (DeviceEnded(device=device, why=DeviceEnd.SIGNED_OUT) for device in ("one", "other"))
    assert after(REGISTERED, one, CERTIFIED, other, SUSPENDED).ended == ("one", "other")
    assert after(REGISTERED, one, SessionsEnded(session=1, why=SessionEnd.MANY), other).ended == ("other",)
    assert follow(None, one) is None


def test_what_comes_before_the_officer_makes_none() -> None:
    body = BodyRegistered(code=TOWN, name="阜平镇人民政府", kind=BodyKind.TOWNSHIP, township=TOWN)
    assert [follow(None, event) for event in (SUSPENDED, REINSTATED, WITHDRAWN, body)] == [None] * 4
