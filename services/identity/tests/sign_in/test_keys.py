"""Before the first key is made nobody can be signed in, and who asks for the keys is told to come again."""

from chassis.process.parts import in_memory
from chassis.testing import Bench
from identity.api import router
from identity.reactions import reaction
from identity.service import assemble


async def test_who_asks_too_early_is_told_to_come_again() -> None:
    parts = in_memory("identity")
    service = assemble(parts)
    client = Bench("identity", service, parts, router(service, parts), reaction).client
    early = await client.get("/jwks")
    assert (early.status_code, early.json()["code"]) == (503, "keys-unavailable")
    assert early.headers["retry-after"]
    await service.prepare()
    (key,) = (await client.get("/jwks")).raise_for_status().json()["keys"]
    assert key["kty"] == "OKP"
    assert "d" not in key, "the private half"
