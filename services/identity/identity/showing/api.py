"""Routes of showing the certificate: the phone's key, the look of the party, and what the phone reports."""

from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from chassis.documents import Page
from chassis.http import routes
from contracts.values import PersonId
from identity.dependencies import Overseer, Somebody
from identity.showing import queries
from identity.showing.domain import CheckCertificate, RegisterDeviceKey, ReportShowings
from identity.showing.verbs import Showings
from identity.showing.view import ShowingView, ShownCertificate

router = routes(tag="showing")


class KeyRegistered(BaseModel):
    """`key` is the id by which codes name the key: the first 16 bytes of its SHA-256, in hex."""

    key: str
    device: str


class KeyEnded(BaseModel):
    device: str


class ShowingsReported(BaseModel):
    """`passed_over` are the places in the list of codes that no key of this person made, or too long ago."""

    recorded: int
    passed_over: list[int]


async def verbs(request: Request) -> Showings:
    showings: Showings = request.app.state.service.showings
    return showings


Verbs = Annotated[Showings, Depends(verbs)]


@router.post("/device-keys", status_code=201, summary="登记亮证密钥")
async def register_device_key(command: RegisterDeviceKey, showings: Verbs, who: Somebody) -> KeyRegistered:
    """Of this device, in place of an earlier one; it ends with the sign-in."""
    key = await showings.register_key(command, who)
    return KeyRegistered(key=key.id, device=key.device)


@router.post("/device-keys/{device_id}/end", summary="停用亮证密钥")
async def end_device_key(device_id: str, showings: Verbs, who: Somebody) -> KeyEnded:
    await showings.end_key(device_id, who)
    return KeyEnded(device=device_id)


@router.post("/shown-certificates", summary="查验执法证")
async def check_certificate(command: CheckCertificate, showings: Verbs) -> ShownCertificate:
    """For anybody to whom an officer shows the code; nothing is recorded of who looks."""
    return await queries.certificate_page(showings, await showings.check(command.code))


@router.post("/showings", summary="补报亮证")
async def report_showings(command: ReportShowings, showings: Verbs, who: Somebody) -> ShowingsReported:
    passed_over = await showings.report(command.codes, who)
    return ShowingsReported(recorded=len(command.codes) - len(passed_over), passed_over=passed_over)


@router.get("/officers/{officer_id}/showings", summary="查询亮证记录")
async def list_showings(
    officer_id: PersonId, query: Annotated[queries.ShowingQuery, Query()], showings: Verbs, who: Overseer
) -> Page[ShowingView]:
    return await queries.list_of_showings(showings, officer_id, query)
