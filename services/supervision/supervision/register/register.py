"""Look up officers by certificate and firms by code."""

from dataclasses import dataclass

from chassis.consuming import Row, RowStore
from contracts.identity.holder import Holder
from contracts.values import CertificateNumber, SocialCreditCode
from supervision.register.firm_row import FirmRow


@dataclass(frozen=True)
class Register:
    officers: RowStore[Holder]
    firms: RowStore[FirmRow]

    async def holder(self, certificate: CertificateNumber) -> Row[Holder] | None:
        found = await self.officers.where({"row.certificate": certificate}, limit=1)
        return found[0] if found else None

    async def firm(self, code: SocialCreditCode) -> Row[FirmRow] | None:
        found = await self.firms.where({"row.code": code}, limit=1)
        return found[0] if found else None
