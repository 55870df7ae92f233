"""The service: the verbs of each subject, assembled on the parts of the process."""

from dataclasses import dataclass, replace

from chassis.documents import Thumbnails
from chassis.http import Files
from chassis.process import Parts
from chassis.store import Store
from contracts.identity import BodyEvent
from identity.bodies.domain import Body
from identity.bodies.verbs import BODY, Bodies
from identity.officers.administrators import Administrators
from identity.officers.domain.certificate import LARGEST_PHOTO
from identity.officers.facts import OfficerFacts
from identity.officers.reference import load_asking_terms, load_certificate_terms, load_separation
from identity.officers.verbs import OFFICER, Officers, fate_in
from identity.showing.keys import DeviceKeys
from identity.showing.terms import load_showing_terms
from identity.showing.verbs import SHOWING, Showings
from identity.sign_in.devices import Devices
from identity.sign_in.issuing import Issuing
from identity.sign_in.keys import Keys
from identity.sign_in.logins import HASHER, QUICK, Logins
from identity.sign_in.seen import DOOR, Doorkeeper
from identity.sign_in.session_terms import load_session_terms
from identity.sign_in.setup import Setup
from identity.sign_in.staying import Staying
from identity.sign_in.verbs import Credentials


@dataclass(frozen=True, kw_only=True)
class Service:
    """The subjects: bodies, officers, signing in, and showing the certificate."""

    bodies: Bodies
    officers: Officers
    credentials: Credentials
    staying: Staying
    showings: Showings
    secure_cookies: bool
    setup: Setup
    pictures: Files


def assemble(parts: Parts) -> Service:
    """Assemble the service on the parts."""
    settings = parts.settings
    bodies, officers = parts.store(BODY), parts.store(OFFICER)
    door = Doorkeeper(parts.store(DOOR), parts.clock)
    logins = Logins(parts.documents, door.guessed, QUICK if settings.quick_passwords else HASHER)
    facts = OfficerFacts(
        bodies=bodies,
        officers=officers,
        administrators=Administrators(parts.documents, officers, logins.serves),
        separation=load_separation(),
        terms=load_certificate_terms(),
        asking_terms=load_asking_terms(),
        secret=settings.act_key.get_secret_value().encode(),
        received=parts.received,
    )
    people = Officers(store=officers, facts=facts, claims=parts.claims(fate_in(officers)), login_of=logins.seen_by)
    issuing = Issuing(Keys(parts.documents, settings.issuer, settings.audience), parts.clock)
    devices = Devices(parts.documents, load_session_terms(), settings.act_key.get_secret_value().encode())
    credentials = Credentials(
        officers=officers, facts=facts, logins=logins, issuing=issuing, devices=devices, door=door
    )
    pictures = replace(parts.files(), sizes=dict.fromkeys(parts.settings.sizes, LARGEST_PHOTO))
    parts.session_of.append(credentials.session_of)
    return Service(
        bodies=Bodies(bodies),
        officers=people,
        credentials=credentials,
        staying=Staying(
            officers=officers, devices=devices, logins=logins, issuing=issuing, door=door, clock=parts.clock
        ),
        showings=showings_of(parts, people, Bodies(bodies), devices, pictures.thumbnails),
        secure_cookies=settings.secure_cookies,
        setup=setup_of(parts, bodies, people, credentials),
        pictures=pictures,
    )


def setup_of(parts: Parts, bodies: Store[Body, BodyEvent], people: Officers, credentials: Credentials) -> Setup:
    return Setup(
        secret=parts.settings.first_administrator_secret,
        bodies=bodies,
        register=people.register_as,
        has_login=credentials.has_login,
        open=credentials.open,
        clock=parts.clock,
    )


def showings_of(parts: Parts, people: Officers, bodies: Bodies, devices: Devices, thumbnails: Thumbnails) -> Showings:
    return Showings(
        store=parts.store(SHOWING),
        officers=people.store,
        bodies=bodies.store,
        devices=devices,
        keys=DeviceKeys(parts.documents),
        terms=load_showing_terms(),
        thumbnails=thumbnails,
        clock=parts.clock,
    )


async def prepare(service: Service) -> None:
    """Make the first signing key, if there is none, and the indexes of devices and of tried passwords."""
    await service.credentials.issuing.keys.prepare()
    await service.credentials.devices.prepare()
    await service.showings.keys.prepare()
    await service.credentials.logins.tries.prepare()
