"""Commands on a case: each declares what its decision must know, and only that is loaded."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field

from cases.case.domain.case import Case
from contracts.done_at import OnSite, acts_in
from contracts.event import ActEvent
from contracts.values import BodyCode, CertificateNumber, Command, PowerCode, SocialCreditCode

Officers = Annotated[tuple[CertificateNumber, ...], Field(max_length=8)]


class CaseCommand(Command):
    """A command that needs nothing besides the case; others say what they need. Files: fields of type `FileHash`."""

    def for_body(self, agency: BodyCode) -> BodyCode:
        """The body that acts: the caller's."""
        return agency

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        """The certificates that the decision rests on."""
        return ()

    def held_power(self, case: Case | None) -> PowerCode | None:
        """The power that the body must hold."""
        return None

    def named_clue(self) -> str | None:
        """The clue that the command names."""
        return None

    def named_firm(self) -> SocialCreditCode | None:
        """The firm whose entry in the register the decision needs."""
        return None

    def named_person(self) -> str | None:
        """The certificate or account of the one whom the command concerns."""
        return None

    def looks_back(self) -> bool:
        """Whether the decision needs what was decided of the party before."""
        return False

    def weighs_handlers(self) -> bool:
        """Whether the decision needs to know who handled the case."""
        return False

    def compares(self) -> bool:
        """Whether the decision needs the other cases of the party of about the same days."""
        return False

    def follows(self, case: Case | None) -> Iterable[ActEvent]:
        """The facts before which it can't have been done: all of the case, where it does not say which."""
        return acts_in(case)


class Deciding(CaseCommand):
    """A decision on the case, by a head who did not handle it (APL 57, 58)."""

    def weighs_handlers(self) -> bool:
        return True


class CallersCommand(CaseCommand, OnSite):
    """A command of somebody whose own certificate must count."""

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        return (caller,) if caller else ()


class Asking(CallersCommand):
    """No command: what may be done next is asked, by whoever may do it."""

    def weighs_handlers(self) -> bool:
        return True

    def held_power(self, case: Case | None) -> PowerCode | None:
        """The power, while a penalty may still be proposed."""
        return case.filed.power if case and case.party and not case.decided else None


class LookingCommand(CaseCommand):
    """A look into the act, which follows nothing of the case but its beginning: two may look at the same time."""

    def follows(self, case: Case | None) -> Iterable[ActEvent]:
        return (case.filed, *case.replaced) if case else ()


class OfficersCommand(CaseCommand, OnSite):
    """An act of two officers (APL 42)."""

    officers: Officers

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        """Those of the officers, and the caller's, who must be one of them."""
        return [*self.officers, *([caller] if caller else [])]
