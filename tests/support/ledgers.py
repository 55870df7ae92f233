"""Effects of cases elsewhere: entries in the ledgers of firms at credit, and claims of acts."""

from collections.abc import Mapping

from tests.support.clients import Clients
from tests.support.town import TODAY, Town, matter
from tests.support.witness import Witness

from county import Firm
from season.player import Body
from season.prosecuting import Docket, Prosecuting

PENALTY, CLOSING = "cases.penalty-decided.v1", "cases.case-closed.v1"
RULES = {PENALTY: "penalty-minor", CLOSING: "penalty-performed"}
RECHECK, CONFIRMATION = "cases.correction-rechecked.v1", "cases.act-confirmed.v1"


async def closed(town: Town, clients: Clients, firm: Firm) -> Docket:
    """Play a case against a firm that is decided, paid and closed."""
    docket = await town.penalised((await clients.tell(town.filing())).id, firm)
    await Prosecuting(town.cast).pay_and_close(docket, matter(firm), TODAY)
    return docket


async def entries(witness: Witness, firm: Firm) -> list[tuple[str, str]]:
    """Return rule and source event of each entry of the year, in order."""
    ledgers = await witness.documents("credit", "ledger", {"_id": f"ledger-{firm.code}-{TODAY.year}"})
    return [(event["data"]["rule"], event["data"]["source"]) for ledger in ledgers for event in ledger["events"]]


async def due(witness: Witness, *dockets: Docket) -> list[tuple[str, str]]:
    """Return the entries that these cases must have caused, each once."""
    found: list[tuple[str, str]] = []
    for docket in dockets:
        (document,) = await witness.documents("cases", "case", {"_id": docket.id})
        history = document["events"]
        rechecks = {one["data"]["act"]: one["data"]["fulfilled"] for one in history if one["type"] == RECHECK}
        rules = [(rule_of(record, rechecks), f"{docket.id}:{record['sequence']}") for record in history]
        found += [(rule, source) for rule, source in rules if rule]
    return found


def rule_of(record: Body, rechecks: Mapping[str, bool]) -> str | None:
    """Return the rule of the entry that an event causes; a re-check causes it once the second officer confirmed it."""
    if record["type"] == CONFIRMATION and record["data"]["act"] in rechecks:
        return "order-fulfilled" if rechecks[record["data"]["act"]] else "order-unfulfilled"
    return RULES.get(record["type"])


async def events_of_claim(witness: Witness, case: str) -> list[str]:
    """Return the events of the claim on the case's act, in order."""
    (found,) = await witness.documents("cases", "case", {"_id": case})
    (claim,) = await witness.documents("cases", "claim", {"_id": f"act-{found['state']['party']['act_mark']}"})
    return [event["type"] for event in claim["events"]]
