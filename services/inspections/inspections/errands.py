"""Commands of inspections for its operators."""

from typing import Final

from chassis.process import Errand
from inspections.recovery import reclaim
from inspections.service import Service


async def reclaim_all(service: Service) -> int:
    """Claim what facts hold that were recorded before it was claimed; what another one has by now is told. Return 0."""
    reclaimed = await reclaim(service)
    for claim in reclaimed.contested:
        print(f"CONTESTED {claim}: another one has used it too")
    print(f"inspections: {len(reclaimed.taken)} claims taken")
    return 0


ERRANDS: Final = {"reclaim": Errand("claim the pictures that were recorded before pictures were claimed", reclaim_all)}
