"""Routes of visits, and of what officers find on them."""

from chassis.http import joined
from inspections.visits.api import facts, finding, visit

router = joined(visit.router, finding.router, facts.router)
