"""A service that cannot get identity's keys says so, and tries again."""

import subprocess
import sys
from typing import Any

import httpx
import pytest

from chassis.security import NO_KEYS, Tokens
from chassis.testing import AUDIENCE, keys, token
from contracts.refusal import Refusal
from contracts.values import Role


class Identity:
    """Identity's keys; at first nothing listens."""

    def __init__(self) -> None:
        self.there = False

    async def keys(self) -> dict[str, Any]:
        if not self.there:
            raise httpx.ConnectError("nobody listens")
        return await keys()


async def test_without_keys_nobody_is_let_in_and_nobody_is_called_a_forger() -> None:
    identity = Identity()
    tokens, honest = Tokens(identity.keys, AUDIENCE), token("officer-1", "130624100", Role.OFFICER)
    with pytest.raises(Refusal) as refused:
        await tokens.claims(honest)
    assert refused.value.rule == NO_KEYS
    identity.there = True
    assert (await tokens.claims(honest)).sub == "officer-1"


SIGNING = """
import asyncio, warnings
from joserfc.errors import SecurityWarning
from chassis.security import Tokens
from chassis.testing import AUDIENCE, keys, token
signed = token("officer-1", "130624100")
assert asyncio.run(Tokens(keys, AUDIENCE).claims(signed)).sub == "officer-1"
warnings.warn("something else", SecurityWarning)
"""


@pytest.mark.long
def test_signing_and_checking_says_nothing_of_the_name_that_envoy_knows() -> None:
    """A process of its own, with every warning shown: pytest has filters of its own."""
    done = subprocess.run([sys.executable, "-W", "always", "-c", SIGNING], capture_output=True, text=True, check=True)
    assert "EdDSA" not in done.stderr
    assert "something else" in done.stderr
