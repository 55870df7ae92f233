"""The one place where a service and its outside become a process: in production, in the simulation and in tests."""

from chassis.consuming import Consuming, Parking
from chassis.http import ATTEMPT
from chassis.outbox import Relay
from chassis.process.blueprint import Blueprint, Outside
from chassis.process.parts import Parts
from chassis.process.running import Process
from chassis.process.settings import RunAs


def compose[S](blueprint: Blueprint[S], outside: Outside, run_as: RunAs) -> Process[S]:
    """Assemble a service on its outside; an API process hears nothing. Raises ValueError if a deadline has no tick."""
    parts = Parts(
        settings=outside.settings,
        documents=outside.documents,
        blobs=outside.blobs,
        relay=Relay(outside.documents, blueprint.name, {}, outside.connect),
        clock=outside.clock,
    )
    service = blueprint.assemble(parts)
    attempts = parts.store(ATTEMPT)
    parts.check_ticks()
    parking = Parking(parts.documents, blueprint.name)
    consuming = Consuming(service, blueprint.language(), blueprint.reactions, parts.row_stores, parking)
    return Process(
        blueprint=blueprint,
        outside=outside,
        run_as=run_as,
        parts=parts,
        service=service,
        attempts=attempts,
        parking=parking,
        consuming=consuming,
        group=None if run_as == "api" else outside.listen(consuming.take),
    )
