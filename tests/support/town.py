"""One township of the sample county, its people signed in, and the commands that they give in these tests."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import httpx
from tests.support.clients import Command

from contracts.values import Role
from county import County, Firm, sample_county
from season import accounts, cases
from season.accounts import Cast
from season.player import Player, picture
from season.prosecuting import Docket, Matter, Prosecuting

TOWN = "130624100"
OFFICES = ("130624-justice", "130624-market", "130624-hotline")
TODAY = date(2026, 9, 7)
MORNING = datetime(2026, 9, 7, 1, 30, tzinfo=UTC)
POWER = "EN-01"
FINE = 800


def small_county() -> County:
    whole, bodies = sample_county(), (TOWN, *OFFICES)
    return replace(
        whole,
        bodies=tuple(body for body in whole.bodies if body.code in bodies),
        people=tuple(person for person in whole.people if person.body in bodies),
    )


@dataclass(frozen=True)
class Town:
    """People of a town by login (`cast`), and a file that they may use as evidence (`blob`)."""

    cast: Cast
    blob: str

    @property
    def pair(self) -> tuple[Player, Player]:
        return self.cast.of(TOWN, Role.OFFICER, 1), self.cast.of(TOWN, Role.OFFICER, 2)

    @property
    def captain(self) -> Player:
        return self.cast.of(TOWN, Role.CAPTAIN)

    @property
    def head(self) -> Player:
        return self.cast.of(TOWN, Role.HEAD)

    @property
    def supervisor(self) -> Player:
        return self.cast.of("130624-justice", Role.SUPERVISOR)

    @property
    def hotline(self) -> Player:
        return self.cast.of("130624-hotline", Role.HOTLINE)

    @property
    def registrar(self) -> Player:
        return self.cast.of("130624-market", Role.REGISTRAR)

    @property
    def administrator(self) -> Player:
        return self.cast.players[accounts.ADMINISTRATOR]

    def firm(self, number: int) -> Firm:
        return [firm for firm in self.cast.county.firms if firm.township == TOWN][number]

    def clue(self) -> Command:
        """Return the hotline's command that registers a clue."""
        body = {
            "township": TOWN,
            "seen_on": TODAY.isoformat(),
            "place": "河滩",
            "description": "群众来电反映",
            "informant": "要求保密",
        }
        return Command(self.hotline, "/api/cases/clues", body)

    def filing(self, place: str = "平阳河滩地", clue: str | None = None) -> Command:
        """Return the command that files a case."""
        body = {
            "officers": [officer.certificate for officer in self.pair],
            "power": POWER,
            "township": TOWN,
            "act_on": TODAY.isoformat(),
            "place": place,
            "clue": clue,
        }
        return Command(self.pair[0], "/api/cases/cases", body)

    def evidence(self, case: str, description: str = "现场勘验照片") -> Command:
        """Return the command that takes evidence; it may be sent any number of times."""
        body = {
            "officers": [officer.certificate for officer in self.pair],
            "kind": "site-record",
            "blob": self.blob,
            "taken_at": f"{TODAY.isoformat()}T09:30:00+08:00",
            "description": description,
        }
        return Command(self.pair[0], f"/api/cases/cases/{case}/evidence", body)

    async def registered(self, firm: Firm) -> None:
        """Register the firm."""
        await self.registrar.act("/api/credit/firms", fields_of(firm))

    async def penalised(self, case: str, firm: Firm) -> Docket:
        """Play the ordinary procedure against a firm, up to the service of the decision."""
        docket, accused = Docket(case, self.pair, self.head, POWER), matter(firm)
        prosecuting = Prosecuting(self.cast)
        await prosecuting.investigate(docket, accused.offender, TODAY)
        await prosecuting.notify(docket, accused)
        await prosecuting.waive(docket)
        await prosecuting.penalise(docket, accused)
        return docket


def matter(firm: Firm) -> Matter:
    return Matter(POWER, cases.firm(firm.name, firm.code, firm.address), fine=FINE)


def fields_of(firm: Firm) -> dict[str, Any]:
    names = ("code", "name", "township", "kind", "field", "risk", "address", "legal_person")
    return {name: str(getattr(firm, name)) for name in names}


async def enter(gateway: httpx.AsyncClient, secret: str) -> Town:
    """Register accounts and certificates for everybody, sign them in, and upload a picture as evidence."""
    cast = await accounts.enter(gateway, small_county(), secret)
    administrator = Player(gateway, accounts.ADMINISTRATOR, accounts.password_of_the_sample(secret))
    cast.players[administrator.name] = administrator
    for player in cast.players.values():
        await player.sign_in()
    officer = cast.of(TOWN, Role.OFFICER, 1)
    return Town(cast, await officer.upload("cases", picture("site")))
