"""Effects of cases elsewhere: entries in the ledgers of firms at credit, and claims of acts."""

from tests.support.clients import Clients
from tests.support.town import TODAY, Town, matter
from tests.support.witness import Witness

from county import Firm
from season.prosecuting import Docket, Prosecuting

PENALTY, CLOSING = "cases.penalty-decided.v1", "cases.case-closed.v1"
RULES = {PENALTY: "penalty-minor", CLOSING: "penalty-performed"}


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
        facts = [record for record in document["events"] if record["type"] in RULES]
        found += [(RULES[fact["type"]], f"{docket.id}:{fact['sequence']}") for fact in facts]
    return found


async def events_of_claim(witness: Witness, case: str) -> list[str]:
    """Return the events of the claim on the case's act, in order."""
    (found,) = await witness.documents("cases", "case", {"_id": case})
    (claim,) = await witness.documents("cases", "claim", {"_id": f"act-{found['state']['party']['act_mark']}"})
    return [event["type"] for event in claim["events"]]
