"""What the routes of signing in stand on."""

from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import AfterValidator, BaseModel, Field, SecretStr

from chassis.http import Problem
from contracts.values import PersonId
from identity.sign_in.setup import Setup
from identity.sign_in.staying import Staying
from identity.sign_in.verbs import Credentials

Password = Field(min_length=10, max_length=200)

MAY_BE_LOCKED: dict[int | str, dict[str, Any]] = {429: {"model": Problem}}


def writable(secret: SecretStr) -> SecretStr:
    """A secret is compared and hashed as bytes; JSON can name half a character, which has none."""
    try:
        secret.get_secret_value().encode()
    except UnicodeEncodeError:
        raise ValueError("应为文字") from None
    return secret


Secret = Annotated[SecretStr, AfterValidator(writable)]


class Done(BaseModel):
    person: PersonId


async def verbs(request: Request) -> Credentials:
    credentials: Credentials = request.app.state.service.credentials
    return credentials


async def staying_of(request: Request) -> Staying:
    staying: Staying = request.app.state.service.staying
    return staying


async def setup_of(request: Request) -> Setup:
    setup: Setup = request.app.state.service.setup
    return setup


Verbs = Annotated[Credentials, Depends(verbs)]
Stays = Annotated[Staying, Depends(staying_of)]
CountySetup = Annotated[Setup, Depends(setup_of)]
