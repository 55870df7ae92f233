"""Commands of supervision for its operators."""

from typing import Final

from chassis.deadlines import SYSTEM
from chassis.documents import Document
from chassis.process import Errand
from contracts.envelope import stamp
from contracts.origin import Origin
from contracts.places import COUNTY
from supervision.service import Service

EACH: Final = 100


async def review_all(service: Service) -> int:
    """Review every file that there is, open ones too; return 0. What is found is an alert, published by the service."""
    histories, now = service.reviews.histories, service.parts.clock()
    everything: Document = {"row": {"$ne": None}}
    total = await histories.documents.count(histories.rows.collection, everything)
    who = Origin(actor=SYSTEM, agency=COUNTY, cause=f"due:review/{stamp(now)}", request="", at=now)
    done, with_findings, findings = 0, 0, 0
    async for row in histories.each():
        reviewed = await service.review(row.id, who, settled=True)
        found = len(reviewed.findings) if reviewed else 0
        done, with_findings, findings = done + 1, with_findings + bool(found), findings + found
        if done % EACH == 0:
            print(f"supervision: {done} of {total} files", flush=True)
    print(f"supervision: {done} files reviewed, {with_findings} with findings, {findings} findings")
    return 0


ERRANDS: Final = {"review": Errand("review every file that there is", review_all)}
