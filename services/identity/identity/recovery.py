"""Claims that identity makes after a restore: people for their accounts, certificate numbers for their holders."""

from chassis.recovery import Reclaimed, facts
from contracts.identity import OfficerCertified, OfficerIdentified, OfficerRegistered
from contracts.values import PersonId
from identity.officers.verbs import claimant, number_id, person_id
from identity.service import Service


async def reclaim(service: Service) -> Reclaimed:
    """The numbers of earlier certificates too: nobody else may ever have them. Names the logins that are gone."""
    reclaimed = Reclaimed()
    officers, logins = service.officers, service.credentials.logins
    async for fact in facts(officers.store, OfficerCertified):
        number = number_id(fact.record["data"]["certificate"])
        reclaimed.count(number, fact.id, await officers.claims.reclaim(number, fact.id, fact.who))
    for kind in (OfficerRegistered, OfficerIdentified):
        async for fact in facts(officers.store, kind):
            if mark := fact.record["data"].get("mark"):
                person = person_id(mark)
                holder = claimant(PersonId(fact.id), person)
                reclaimed.count(person, fact.id, await officers.claims.reclaim(person, holder, fact.who))
    async for fact in facts(officers.store, OfficerRegistered):
        if not await logins.has(PersonId(fact.id)):
            reclaimed.gone.append(f"login of {fact.id}: never published; open a new one")
    reclaimed.gone.append("passwords that were set since the copy: never published; the earlier ones count again")
    return reclaimed
