"""After a restore certificate numbers belong to whom they were given; logins that are gone are named."""

from collections.abc import Awaitable, Callable

from chassis.testing import Bench, Caller
from identity.recovery import reclaim
from identity.service import Service

type Register = Callable[[], Awaitable[str]]

DAYS = {"issued_on": "2026-01-01", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "fields": []}


async def test_numbers_are_taken_again_the_earlier_ones_too(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    first, second = [await register() for _ in range(2)]
    for number in ("HB-1001", "HB-1002"):
        answer = await administrator.act(f"/officers/{first}/certificate", {"certificate": number, **DAYS})
        assert answer.status_code == 200
    for claim in await bench.parts.documents.find(
        "claim", {"_id": {"$in": ["certificate-HB-1001", "certificate-HB-1002"]}}
    ):
        await bench.parts.documents.delete("claim", {"_id": claim["_id"]})
    reclaimed = await reclaim(bench.service)
    assert reclaimed.taken == [f"certificate-{number} for {first}" for number in ("HB-1001", "HB-1002")]
    for number in ("HB-1001", "HB-1002"):
        taken = await administrator.act(f"/officers/{second}/certificate", {"certificate": number, **DAYS})
        assert taken.json()["code"] == "identity/certificate-number-taken"
    assert (await reclaim(bench.service)).taken == []


async def test_people_without_a_login_are_named(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    first, second = [await register() for _ in range(2)]
    login = {"login": "li", "password": "correct horse battery"}
    assert (await administrator.act(f"/officers/{first}/login", login)).status_code == 201
    logins = [line for line in (await reclaim(bench.service)).gone if line.startswith("login")]
    assert logins == [f"login of {second}: never published; open a new one"]
