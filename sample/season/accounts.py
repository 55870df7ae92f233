"""Accounts for everybody and certificates for officers: one administrator registers, another one opens the logins."""

import asyncio
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import httpx

from contracts.places import COUNTY
from contracts.values import Role
from county import County, Person, invented_identity
from season.player import Player, Unexpected

ADMINISTRATOR = "administrator"
SECOND = Person(
    login="second-administrator",
    name="另一平台管理员",
    **invented_identity(999),
    body=COUNTY,
    roles=(Role.ADMINISTRATOR,),
    certificate=None,
)
SIDE_BY_SIDE = 8
SETTLED, SETTLED_OFFICER = 3, 4
"""The version of somebody who was registered, certified if an officer, given a login, and set a password."""
OTHER_SAMPLE = (
    "the store holds a sample whose secrets were forgotten: empty the store (databases zhifatong_…) and the topics, "
    "then `make fresh`"
)


def password_of_the_sample(secret: str) -> str:
    """Return the password of all invented people, different on every machine."""
    return hashlib.sha256(f"sample {secret}".encode()).hexdigest()[:16]


class Cast:
    """The players, by login."""

    def __init__(self, county: County, players: dict[str, Player]) -> None:
        self.county = county
        self.players = players

    def of(self, body: str, role: Role, number: int = 0) -> Player:
        """Return the n-th person of a body with a role."""
        return self.players[self.county.of(body, role)[number].login]

    def another(self, body: str, officers: Collection[Player]) -> Player:
        """Return an officer of the body who is none of these."""
        players = [self.players[person.login] for person in self.county.of(body, Role.OFFICER)]
        return next(player for player in players if player not in officers)

    def certified(self, certificate: str) -> Player:
        return next(player for player in self.players.values() if player.certificate == certificate)


async def enter(
    client: httpx.AsyncClient, county: County, secret: str, entered: Callable[[], None] = lambda: None
) -> Cast:
    """Register bodies and people as the first administrator, with logins by the second; call `entered` for each."""
    password = password_of_the_sample(secret)
    administrator = await first_administrator(client, secret, password)
    for body in county.bodies:
        fields = {"code": body.code, "name": body.name, "kind": body.kind, "township": body.township}
        await administrator.act("/api/identity/bodies", fields)
    second = await account(client, administrator, administrator, SECOND, password)
    places = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(person: Person) -> Player:
        async with places:
            player = await account(client, administrator, second, person, password)
        entered()
        return player

    players: Sequence[Player] = await asyncio.gather(*(one(person) for person in county.people))
    return Cast(county, {player.name: player for player in players})


async def first_administrator(client: httpx.AsyncClient, secret: str, password: str) -> Player:
    person = {"name": "平台管理员", **invented_identity(0)}
    body = {"secret": secret, **person, "login": ADMINISTRATOR, "password": password}
    administrator = Player(client, ADMINISTRATOR, password)
    answer = await administrator.request("POST", "/api/identity/first-administrator", json=body)
    if answer.status_code not in (201, 409):
        raise Unexpected(f"the first administrator: {answer.status_code} {answer.text}")
    try:
        await administrator.sign_in()
    except Unexpected as fault:
        raise Unexpected(OTHER_SAMPLE) if answer.status_code == 409 else fault from None
    return administrator


async def account(
    client: httpx.AsyncClient, administrator: Player, second: Player, person: Person, password: str
) -> Player:
    """Open an account with a password of the person's own, unless that was done before, in a season that goes on."""
    fields = {
        "name": person.name,
        "number": person.number,
        "telephone": person.telephone,
        "body": person.body,
        "roles": [role.value for role in person.roles],
    }
    registered = await administrator.act("/api/identity/officers", fields)
    path, certificate = f"/api/identity/officers/{registered['id']}", person.certificate
    player = Player(client, person.login, password, certificate=certificate.number if certificate else "")
    if registered["version"] >= (SETTLED_OFFICER if certificate else SETTLED):
        return player
    if certificate:
        details = {
            "certificate": certificate.number,
            "issued_on": certificate.valid_from.isoformat(),
            "valid_from": certificate.valid_from.isoformat(),
            "valid_until": certificate.valid_until.isoformat(),
            "fields": list(certificate.fields),
        }
        await administrator.act(f"{path}/certificate", details)
    first = f"first {password}"
    await second.act(f"{path}/login", {"login": person.login, "password": first})
    await settle_in(replace(player, password=first), password)
    return player


async def settle_in(player: Player, own: str) -> None:
    """Set a password of the person's own in place of the administrator's, unless that was done before."""
    try:
        await player.sign_in()
    except Unexpected:
        return
    try:
        await player.act("/api/identity/password", {"login": player.name, "old": player.password, "new": own})
    except Unexpected:
        await replace(player, password=own).sign_in()  # changed all the same: the answer was lost
