"""Credit in process, with a registrar and firms to register."""

import csv
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from httpx import Response

from chassis.documents import Document
from chassis.testing import Bench, Caller, SetClock, in_memory
from contracts.credit import EntryRecorded
from contracts.credit_code import check_character
from contracts.inspections import UnmetReason, VisitAssigned, VisitConcluded, VisitKind, VisitResult, VisitUnmet
from contracts.values import Role
from credit.__main__ import BLUEPRINT
from credit.scoring.domain.model import Model
from credit.scoring.reference import load_models
from credit.service import Service

type Firm = dict[str, Any]
type Firms = Callable[[int], Firm]
type History = Callable[..., Awaitable[dict[str, Any]]]
type Entries = Callable[..., EntryRecorded]
type Written = Callable[..., str]


ON = date(2026, 8, 31)
TOWNSHIP = "130624100"
OFFICERS = ("HB-1001", "HB-1002")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 1, 2, tzinfo=UTC))


@pytest.fixture
async def bench(clock: SetClock) -> Bench[Service]:
    bench = Bench(BLUEPRINT, in_memory(clock))
    await bench.process.prepare()
    return bench


@pytest.fixture
def registrar(bench: Bench[Service]) -> Caller:
    return bench.caller("officer-registrar", "130624-market", Role.REGISTRAR)


@pytest.fixture
def officer(bench: Bench[Service]) -> Caller:
    """Return an officer of the township in which the firms are."""
    return bench.caller("officer-1", "130624100", Role.OFFICER, township="130624100", certificate="HB-1001")


@pytest.fixture(scope="session")
def firm() -> Firms:
    """Return the n-th firm, all in one township, as a row or a body."""

    def made(number: int) -> Firm:
        body = f"91130624MA{number:07d}"
        return {
            "code": body + check_character(body),
            "name": f"阜平县第{number}商店",
            "township": "130624100",
            "kind": "household",
            "field": "retail",
            "risk": "ordinary",
            "address": f"阜平镇{number}号",
            "legal_person": f"张{number}",
        }

    return made


@pytest.fixture(scope="session")
def written() -> Written:
    """Return the text of a file with these rows."""

    def text(*rows: Firm) -> str:
        out = StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    return text


@pytest.fixture
def imported(bench: Bench[Service], registrar: Caller, written: Written) -> Callable[..., Awaitable[Response]]:
    """An accepted import, and the registering that follows."""

    async def answered(*rows: Firm) -> Response:
        answer = await registrar.act("/imports", {"csv": written(*rows), "sample": True})
        if answer.status_code == 201:
            await bench.hear_own("import", answer.json()["id"], "credit.import")
        return answer

    return answered


@pytest.fixture(scope="session")
def model() -> Model:
    return load_models()[0]


@pytest.fixture(scope="session")
def entry(firm: Firms) -> Entries:
    """An entry of the first firm; anything may be given otherwise."""

    def made(**given: Any) -> EntryRecorded:
        fields = {
            "firm": firm(1)["code"],
            "year": 2026,
            "rule": "visit-ordered",
            "model": "fuping-sample-2025",
            "points": -5,
            "source": "visit-1:4",
            "happened_on": date(2026, 3, 1),
            "explanation": "检查发现问题，责令限期改正",
            "until": date(2027, 3, 1),
        }
        return EntryRecorded.model_validate(fields | given)

    return made


@pytest.fixture
def code(firm: Firms) -> str:
    return str(firm(1)["code"])


@pytest.fixture
async def registered(registrar: Caller, firm: Firms) -> None:
    await registrar.act("/firms", firm(1))


@pytest.fixture
def history(bench: Bench[Service], registrar: Caller, code: str) -> History:
    """Return the firm's history after credit has handled its own ledgers."""

    async def read(**parameters: Any) -> dict[str, Any]:
        for document in await bench.parts.documents.find("ledger", {}, fields={"_id": 1}):
            await bench.hear_own("ledger", document["_id"], "credit.ledger")
        answer: dict[str, Any] = (await registrar.ask(f"/firms/{code}/history", **parameters)).json()
        return answer

    return read


@pytest.fixture
def tier(registrar: Caller, code: str) -> Callable[[], Awaitable[str]]:
    async def read() -> str:
        return str((await registrar.ask(f"/firms/{code}")).json()["tier"])

    return read


@pytest.fixture(scope="session")
def assigned() -> Callable[[str], VisitAssigned]:
    def event(code: str) -> VisitAssigned:
        return VisitAssigned(
            kind=VisitKind.ROUTINE,
            firm=code,
            township=TOWNSHIP,
            body=TOWNSHIP,
            officers=OFFICERS,
            item_lists=("safety",),
            inspect_until=ON,
        )

    return event


@pytest.fixture(scope="session")
def concluded() -> Callable[..., VisitConcluded]:
    def event(code: str, result: VisitResult, on: date = ON) -> VisitConcluded:
        return VisitConcluded(
            result=result,
            kind=VisitKind.ROUTINE,
            firm=code,
            township=TOWNSHIP,
            officers=OFFICERS,
            answered=8,
            problems=0,
            concluded_on=on,
        )

    return event


@pytest.fixture(scope="session")
def unmet() -> Callable[..., VisitUnmet]:
    def event(code: str, reason: UnmetReason) -> VisitUnmet:
        return VisitUnmet(reason=reason, firm=code, township=TOWNSHIP, officers=OFFICERS, unmet_on=ON, note="…")

    return event


@pytest.fixture
def everything(bench: Bench[Service]) -> Callable[[], Awaitable[dict[str, list[Document]]]]:
    """Return all documents that credit keeps."""

    async def read() -> dict[str, list[Document]]:
        kinds = ("firm", "ledger", "import", "assessment", "case-row", "visit-row", "parked")
        return {kind: await bench.parts.documents.find(kind, {}, sort=[("_id", 1)]) for kind in kinds}

    return read
