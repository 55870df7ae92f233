"""After a restore: every certificate number belongs to the person who was certified with it; logins are gone."""

from chassis.recovery import Reclaimed, facts
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.values import PersonId
from identity.service import Service


async def reclaim(service: Service) -> Reclaimed:
    """Numbers of earlier certificates too: nobody else may ever have them."""
    reclaimed = Reclaimed()
    async for fact in facts(service.officers, OfficerCertified):
        number = f"certificate-{fact.record['data']['certificate']}"
        reclaimed.count(number, fact.id, await service.claims.reclaim(number, fact.id, fact.who))
    async for fact in facts(service.officers, OfficerRegistered):
        if not await service.logins.has(PersonId(fact.id)):
            reclaimed.gone.append(f"login of {fact.id}: never published; open one anew")
    reclaimed.gone.append("passwords that were set since the copy: never published; the earlier ones count again")
    return reclaimed
