"""Before the first key is made nobody can sign in, and callers for the keys are asked to try again."""

from chassis.testing import Bench, in_memory
from identity.__main__ import BLUEPRINT


async def test_who_asks_too_early_is_told_to_come_again() -> None:
    bench = Bench(BLUEPRINT, in_memory())
    client = bench.client
    early = await client.get("/jwks")
    assert (early.status_code, early.json()["code"]) == (503, "keys-unavailable")
    assert early.headers["retry-after"]
    await bench.process.prepare()
    (key,) = (await client.get("/jwks")).raise_for_status().json()["keys"]
    assert key["kty"] == "OKP"
    assert "d" not in key, "the private half"
