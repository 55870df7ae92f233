"""The history of an account: of one human being, its certificate of no day before its document, and closed for good.

X-01, X-02, X-41; APL 42, 47, 55, 57, 58.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from contracts.identity import (
    AccountClosed,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    LoginOpened,
    LoginReset,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    ResetAsked,
    RolesAsked,
    RolesChanged,
    SessionsEnded,
)
from contracts.values import Role
from supervision.review.domain.finding import CERTIFICATE, RECORD, TWO_OFFICERS, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

HANDLES: Final = frozenset({Role.OFFICER, Role.CAPTAIN})
APART: Final = ((HANDLES, frozenset({Role.HEAD, Role.LEGAL_REVIEWER})), ({Role.HEAD}, {Role.LEGAL_REVIEWER}))
"""Whoever handles a case neither reviews nor decides it (APL 57, 58)."""
BY_ONE: Final = frozenset({Role.OFFICER, Role.CAPTAIN, Role.REGISTRAR, Role.HOTLINE})
"""Roles that neither decide nor watch."""
ENDS_SESSIONS: Final = (RolesChanged, LoginReset, AccountClosed)
AFTER_CLOSING: Final = (CertificateWithdrawn, SessionsEnded)


def account(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a second account, roles that check each other, certificates out of order, what came after the closing."""
    yield from human(history, known)
    yield from roles(history)
    yield from confirmed(history)
    for given in history.of(OfficerCertified):
        yield from certificate(history, given, known)
        yield from validity(given, law)
    for change in history.of(CertificateSuspended, CertificateReinstated, CertificateWithdrawn):
        yield from certificate_changed(history.before(change), change)
    for given in history.of(RolesChanged, OfficerCertified, CertificateReinstated):
        if given.actor == history.id:
            yield RECORD.flagged(given, "本人变更了自己的职责或者执法证")
    yield from logins(history)
    yield from ended(history)


def human(history: History, known: Known) -> Iterator[Finding]:
    """Find an account of somebody who had another one (APL 42)."""
    for named in history.of(OfficerRegistered, OfficerIdentified):
        others = known.accounts.get(named.event.mark or "", ())
        if any(other.id != history.id and other.at <= named.at for other in others):
            yield TWO_OFFICERS.found(named, "该人员已有另一账户")
        before = {one.event.mark for one in history.before(named).of(OfficerRegistered, OfficerIdentified)} - {None}
        if before - {named.event.mark}:
            yield TWO_OFFICERS.found(named, "同一账户先后属于两人")


def roles(history: History) -> Iterator[Finding]:
    for given in history.of(OfficerRegistered, RolesChanged):
        held = set(given.event.roles)
        if any(held & one and held & others for one, others in APART):
            yield RECORD.by("APL 57, 58").found(given, "办案、审核、决定的职责由一人兼任")


def confirmed(history: History) -> Iterator[Finding]:
    """Find roles that decide or watch and took one administrator only; changes of before don't say who made them."""
    for given in history.of(RolesChanged):
        past, made = history.before(given), given.event
        held = past.last(OfficerRegistered, RolesChanged)
        if made.by is None or held is None or not set(made.roles) - set(held.event.roles) - BY_ONE:
            continue
        asked = past.since(held).last(RolesAsked)
        if asked is None or (asked.event.by, asked.event.roles) != (made.asked_by, made.roles):
            yield RECORD.found(given, "增加决定或者监督的职责没有相应的申请，或者经办人不实")
        elif (asked.actor, given.actor) != (made.asked_by, made.by) or made.alone != (made.by == made.asked_by):
            yield RECORD.found(given, "一人变更职责而记为两人办理，或者经办人不实")
        elif made.alone:
            yield RECORD.flagged(given, "增加决定或者监督的职责由一名管理员单独办理")


def certificate(history: History, given: Published[OfficerCertified], known: Known) -> Iterator[Finding]:
    """Find a certificate of another body or person, of a day before it was issued, or one that was taken away."""
    made, past = given.event, history.before(given)
    registered = past.first(OfficerRegistered)
    if registered and (made.body, made.township) != (registered.event.body, registered.event.township):
        yield CERTIFICATE.found(given, f"执法证 {made.certificate} 不属于该人员所在的单位")
    if any(one.event.certificate == made.certificate for one in past.of(CertificateWithdrawn)):
        yield CERTIFICATE.by("APL 42, 55").found(given, f"执法证 {made.certificate} 已经收回，又重新核发")
    if is_suspended(past):
        yield CERTIFICATE.by("APL 42, 55").found(given, "执法证暂扣期间又核发执法证")
    if any(held.person != history.id for held in (known.certificates or {}).get(made.certificate, ())):
        yield CERTIFICATE.by("APL 55").found(given, f"执法证 {made.certificate} 属于他人")


def validity(given: Published[OfficerCertified], law: Law) -> Iterator[Finding]:
    """Find days that the certificate itself can't name, and a record of another day than its own."""
    made = given.event
    if made.recorded_on and made.recorded_on != given.on:
        yield RECORD.found(given, f"所记登记日期 {made.recorded_on} 不是登记之日")
    if made.issued_on is None:
        return
    latest = made.issued_on + timedelta(days=law.terms_on(given.on).certificate_days_at_most)
    if made.issued_on > given.on:
        yield RECORD.found(given, f"所记核发日期 {made.issued_on} 晚于登记之日")
    if not made.issued_on <= made.valid_from <= made.valid_until <= latest:
        yield RECORD.by("APL 47, 55").found(
            given, f"执法证 {made.certificate} 自核发之前的日期起有效，先止后起，或者有效至 {latest} 之后"
        )


def is_suspended(past: History) -> bool:
    last = past.last(OfficerCertified, CertificateSuspended, CertificateReinstated, CertificateWithdrawn)
    return last is not None and isinstance(last.event, CertificateSuspended)


def certificate_changed(past: History, change: Published[CertificateSuspended]) -> Iterator[Finding]:
    """Find a change of a certificate that was not there, not there any more, or of a day that has passed."""
    number, held = change.event.certificate, past.last(OfficerCertified)
    if held is None or held.event.certificate != number or past.since(held).of(CertificateWithdrawn):
        yield CERTIFICATE.by("APL 42, 55").found(change, f"没有可以变更的执法证 {number}")
    if change.event.effective_from < change.on:
        yield RECORD.found(change, f"自已经过去的 {change.event.effective_from} 起变更执法证")
    if isinstance(change.event, CertificateSuspended) and is_suspended(past):
        yield CERTIFICATE.by("APL 55").found(change, f"执法证 {number} 已经暂扣，又重复暂扣")
    if isinstance(change.event, CertificateReinstated) and not is_suspended(past):
        yield CERTIFICATE.by("APL 55").found(change, f"执法证 {number} 未被暂扣而恢复")


def logins(history: History) -> Iterator[Finding]:
    """Find a second login, and a password that was reset without one who asked and another one who did it."""
    for again in history.of(LoginOpened)[1:]:
        yield RECORD.by("APL 42, 47").found(again, "一人开立了两个登录名")
    for opened in history.of(LoginOpened):
        yield from login(history, opened)
    for reset in history.of(LoginReset):
        past, by = history.before(reset), reset.event.by
        asked = past.since(past.last(LoginReset)).last(ResetAsked)
        if asked is None or (asked.event.by, reset.actor) != (reset.event.asked_by, by):
            yield RECORD.found(reset, "重置密码没有相应的申请，或者经办人不实")
        elif reset.event.alone != (by == asked.event.by):
            yield RECORD.found(reset, "一人重置密码而记为两人办理")
        elif reset.event.alone:
            yield RECORD.flagged(reset, "密码由一名管理员单独重置")


def login(history: History, opened: Published[LoginOpened]) -> Iterator[Finding]:
    """Find a login that the one administrator opened who had opened the account, told as if it were two."""
    registered, made = history.first(OfficerRegistered), opened.event
    if registered is None or made.by is None:
        return
    same = registered.actor == opened.actor != history.id
    if (made.registered_by, made.by, made.alone) != (registered.actor, opened.actor, same):
        yield RECORD.found(opened, "一人登记并开立登录名而记为两人办理，或者经办人不实")
    elif made.alone:
        yield RECORD.flagged(opened, "人员由一名管理员单独登记并开立登录名")


def ended(history: History) -> Iterator[Finding]:
    """Find sessions that outlived their right, and what was recorded of an account after it was closed."""
    for one in history.of(*ENDS_SESSIONS):
        if not history.since(one).of(SessionsEnded):
            yield RECORD.found(one, "权限变更之后，此前的登录没有终止")
    sessions = [one.event.session for one in history.of(SessionsEnded)]
    for one, right in zip(history.of(SessionsEnded), range(1, len(sessions) + 1), strict=True):
        if one.event.session != right:
            yield RECORD.found(one, f"登录的序号应为 {right}，记为 {one.event.session}")
    closing = history.first(AccountClosed)
    later = history.since(closing).events if closing else ()
    for one in later:
        if not isinstance(one.event, AFTER_CLOSING):
            yield RECORD.found(one, "账户已经注销，仍有新的记录")
    kept = closing and not history.since(closing).of(CertificateWithdrawn)
    held = history.before(closing).last(OfficerCertified, CertificateWithdrawn) if closing and kept else None
    if closing and held and isinstance(held.event, OfficerCertified):
        yield CERTIFICATE.by("APL 42, 55").found(closing, "账户已经注销，执法证没有收回")
