"""Pictures of a visit: brought by the own body, opened by those who see it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import jpeg

pytestmark = pytest.mark.usefixtures("directories")

PICTURE = jpeg("a picture")

type Assign = Callable[[str], Awaitable[str]]


async def test_a_picture_is_of_the_own_body_and_opens_for_those_who_see_the_visit(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    await cast.b.act(f"{visit}/answers", {"item": "safety-03", "answer": "problem"})
    of = visit.removeprefix("/visits/")
    foreign, after = await cast.stranger.upload(PICTURE), await cast.a.upload(jpeg("after"))
    refused = await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", "before": foreign, "after": after})
    assert (refused.status_code, refused.json()["code"]) == (404, "no-such-file")
    before = await cast.b.upload(PICTURE)
    await cast.a.act(f"{visit}/rectifications", {"item": "safety-03", "before": before, "after": after})
    for reader in (cast.head, cast.supervisor):
        assert (await reader.ask(f"/files/{before}", of=of)).content == PICTURE
        assert (await reader.ask(f"/files/{before}/thumbnail", of=of)).headers["content-type"] == "image/webp"
        assert (await reader.ask(f"/files/{before}")).status_code == 404
    for path in (f"/files/{after}", f"/files/{after}/thumbnail"):
        assert (await cast.stranger.ask(path, of=of)).status_code == 404
        assert (await cast.head.ask(path, of="patrol-none")).status_code == 404


async def test_x32_what_is_no_picture_shows_nothing(cast: Any, assign: Assign) -> None:
    """A document or a record of sound shows neither a problem nor that it was put right."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    for item in ("safety-01", "safety-03"):
        await cast.a.act(f"{visit}/answers", {"item": item, "answer": "problem"})
    patrol = {"officers": ["HB-A", "HB-B"], "route": "沙河沿线", "patrol_on": "2026-09-08"}
    path = f"/patrols/{(await cast.captain.act('/patrols', patrol)).json()['id']}"
    paper, picture = await cast.a.upload(b"%PDF-1.7 a report", "application/pdf"), await cast.a.upload(PICTURE)
    asked = [
        (f"{visit}/rectifications", {"item": "safety-03", "before": paper, "after": picture}),
        (f"{visit}/rectifications", {"item": "safety-03", "before": picture, "after": paper}),
        (f"{visit}/rechecks", {"item": "safety-01", "fulfilled": True, "picture": paper}),
        (f"{path}/findings", {"place": "沙河滩地", "picture": paper, "description": "有人焚烧垃圾"}),
    ]
    for route, body in asked:
        refused = await cast.a.act(route, body)
        assert (refused.status_code, refused.json()["code"]) == (422, "not-a-picture"), route
