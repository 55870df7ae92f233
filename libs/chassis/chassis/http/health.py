"""Health by progress: alive while the loop turns and the consumer moves, ready while the own store answers."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from chassis.deadlines import overdue
from chassis.documents import StoreUnreachable
from chassis.http.problems import PROBLEMS
from chassis.http.routing import operation_name

router = APIRouter(tags=["health"], responses=PROBLEMS, generate_unique_id_function=operation_name)

type Check = Callable[[], str | None]


class Health(BaseModel):
    """`why` is empty when all is well; a sample's player waits for `at` (legal time) and until nothing is `due`."""

    status: str
    why: str = ""
    at: str = ""
    due: int = 0


@router.get("/health/live", summary="服务是否存活")
async def live(request: Request, response: Response) -> Health:
    """503 only if a restart would help: Kafka or the store being away is no reason."""
    checks: list[Check] = request.app.state.alive
    why = next((found for check in checks if (found := check())), "")
    response.status_code = 503 if why else 200
    return Health(status="stuck" if why else "alive", why=why)


@router.get("/health/ready", summary="服务是否就绪")
async def ready(request: Request, response: Response) -> Health:
    """200 when requests can be served (and, for a worker, partitions were assigned)."""
    checks: list[Check] = request.app.state.ready
    why = next((found for check in checks if (found := check())), "")
    now, due = request.app.state.clock(), 0
    try:
        due = sum([await overdue(ticking.store, now) for ticking in request.app.state.ticking])
    except StoreUnreachable:
        why = "the store does not answer"
    response.status_code = 503 if why else 200
    return Health(status="not ready" if why else "ready", why=why, at=now.isoformat(), due=due)


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Answer operators, on the service's own port; no gateway leads here."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
