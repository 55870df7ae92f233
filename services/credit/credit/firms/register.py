"""The register as a whole: many firms by their codes."""

from collections.abc import Iterable
from itertools import batched

from chassis.documents import Document
from chassis.store import Store
from contracts.credit import FirmEvent, FirmRegistered
from contracts.values import SocialCreditCode
from credit.firms.domain.firm import Firm, firm_id

BATCH_SIZE = 1_000


class Register:
    """Looks firms up by their codes."""

    def __init__(self, firms: Store[Firm, FirmEvent]) -> None:
        self.firms = firms

    async def has(self, code: SocialCreditCode) -> bool:
        return await self.firms.find(firm_id(code)) is not None

    async def known(self, codes: Iterable[SocialCreditCode]) -> dict[SocialCreditCode, FirmRegistered]:
        """The registrations of those codes that stand in the register."""
        registered: dict[SocialCreditCode, FirmRegistered] = {}
        for batch in batched(codes, BATCH_SIZE, strict=False):
            where: Document = {"_id": {"$in": [firm_id(code) for code in batch]}}
            for stored in await self.firms.where(where):
                registered[stored.state.registered.code] = stored.state.registered
        return registered
