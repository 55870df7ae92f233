"""The world of accounts: one town and two administrators; whoever else acts gets an account in the walk."""

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr
from tests.attack.walk.of_accounts.accounts import ACCOUNT, NEIGHBOURS, begin
from tests.attack.walk.people import ACT_KEY, PEOPLE, TOWN
from tests.attack.walk.world import BEGINNING, World

from chassis.process import Settings
from chassis.testing import Bench, SetClock, in_memory
from contracts.identity import OfficerCertified, OfficerIdentified, OfficerRegistered
from identity.__main__ import BLUEPRINT
from supervision.review import Certificate, Elsewhere, Known

QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""A walk looks at what is recorded, not at how long a guess takes."""


async def world() -> World:
    clock = SetClock(BEGINNING)
    bench = Bench(BLUEPRINT, in_memory(clock, Settings(act_key=SecretStr(ACT_KEY))))
    await bench.process.prepare()
    bench.service.credentials.logins.hasher = QUICK
    bench.service.credentials.logins.nobody = QUICK.hash("nobody has this password")
    made = World(
        blueprint=BLUEPRINT,
        bench=bench,
        clock=clock,
        courses={"officer": ACCOUNT},
        begin=begin,
        known=lambda world, id: known(world),
        forgotten=(
            "officer",
            "claim",
            "login",
            "login-of-person",
            "login-to-be",
            "door",
            "tries",
            "administrators",
            "refusal",
            "quota",
        ),
        neighbours=NEIGHBOURS,
    )
    town = {"code": TOWN, "name": "阜平镇人民政府", "kind": "township", "township": TOWN}
    (await made.caller(PEOPLE["administrator"]).act("/bodies", town)).raise_for_status()
    return made


def known(world: World) -> Known:
    """Whose accounts are whose, and who holds which certificate, by what the walk published so far."""
    accounts: dict[str, tuple[Elsewhere, ...]] = {}
    held: dict[str, tuple[Certificate, ...]] = {}
    for id, history in world.histories.items():
        for named in history.of(OfficerRegistered, OfficerIdentified):
            mark = named.event.mark
            accounts[mark] = (*accounts.get(mark, ()), Elsewhere(id=id, at=named.at))
        for given in history.of(OfficerCertified):
            number = given.event.certificate
            certificate = Certificate(
                number=number,
                person=id,
                body=given.event.body,
                valid_from=given.event.valid_from,
                valid_until=given.event.valid_until,
            )
            held[number] = (*held.get(number, ()), certificate)
    return Known(accounts=accounts, certificates=held)
