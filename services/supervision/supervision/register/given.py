"""The register, as routes are given it."""

from typing import Annotated

from fastapi import Depends, Request

from supervision.register.register import Register


async def register_of(request: Request) -> Register:
    register: Register = request.app.state.service.register
    return register


Known = Annotated[Register, Depends(register_of)]
