"""The register as a whole: many firms by their codes."""

from collections.abc import Iterable
from itertools import batched

from chassis.documents import Document
from chassis.store import Store
from contracts.credit import FirmEvent, FirmRegistered
from contracts.values import SocialCreditCode
from credit.domain.firm import Firm

AT_ONCE = 1_000
FIELDS: Document = {"events": 0, "noted": 0}


class Register:
    """Reads the firms' own documents."""

    def __init__(self, firms: Store[Firm, FirmEvent]) -> None:
        self.firms = firms

    async def known(self, codes: Iterable[SocialCreditCode]) -> dict[SocialCreditCode, FirmRegistered]:
        """Those of the codes that stand in the register, as they were registered."""
        registered: dict[SocialCreditCode, FirmRegistered] = {}
        for some in batched(codes, AT_ONCE, strict=False):
            where: Document = {"_id": {"$in": [f"firm-{code}" for code in some]}}
            for document in await self.firms.documents.find(self.firms.kind, where, fields=FIELDS):
                fact = self.firms.codec.state(document).registered
                registered[fact.code] = fact
        return registered
