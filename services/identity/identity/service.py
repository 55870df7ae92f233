"""The service: the verbs of each subject, assembled on the parts of the process."""

from dataclasses import dataclass

from chassis.process import Parts
from identity.bodies.verbs import BODY, Bodies
from identity.officers.facts import OfficerFacts
from identity.officers.verbs import OFFICER, Officers, fate_in
from identity.sign_in.keys import Keys
from identity.sign_in.logins import Logins
from identity.sign_in.setup import Setup
from identity.sign_in.verbs import Credentials


@dataclass(frozen=True, kw_only=True)
class Service:
    """The subjects: bodies, officers, and signing in."""

    bodies: Bodies
    officers: Officers
    credentials: Credentials
    setup: Setup


def assemble(parts: Parts) -> Service:
    """Assemble the service on the parts."""
    settings = parts.settings
    bodies, officers = parts.store(BODY), parts.store(OFFICER)
    logins = Logins(parts.documents)
    facts = OfficerFacts(bodies, officers, logins.has, settings.act_key.get_secret_value().encode())
    people = Officers(store=officers, facts=facts, claims=parts.claims(fate_in(officers)))
    keys = Keys(parts.documents, settings.issuer, settings.audience)
    return Service(
        bodies=Bodies(bodies),
        officers=people,
        credentials=Credentials(officers=officers, logins=logins, keys=keys, clock=parts.clock),
        setup=Setup(
            secret=settings.first_administrator_secret,
            bodies=bodies,
            register=people.register_as,
            logins=logins,
            clock=parts.clock,
        ),
    )


async def prepare(service: Service) -> None:
    """Make the first signing key, if there is none, and the index of tried passwords."""
    await service.credentials.keys.prepare()
    await service.credentials.logins.tries.prepare()
