"""Look up officers by certificate and firms by code."""

from collections.abc import Collection
from dataclasses import dataclass

from chassis.consuming import Row, RowStore
from chassis.documents import Document
from contracts.credit_code import is_code
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

    async def names(self, texts: Collection[str]) -> dict[str, str]:
        """Return the names of the firms among the texts that are known by name, by code."""
        codes = sorted(text for text in texts if is_code(text))
        found = await self.firms.where({"row.code": {"$in": codes}}) if codes else []
        return {one.row.code: one.row.name for one in found if one.row.name}

    async def at_firms(self, path: str, word: str | None) -> Document:
        """Return what must stand at a path for a word to find it by the name of the firm."""
        return {path: {"$in": [row.row.code for row in await self.firms.named(word)]}} if word else {}

    async def firm(self, code: SocialCreditCode) -> Row[FirmRow] | None:
        found = await self.firms.where({"row.code": code}, limit=1)
        return found[0] if found else None
