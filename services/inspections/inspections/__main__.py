"""Run as `python -m inspections api|worker|all|verify|rewind|restore|parked`; `verify-draw FILE` needs nothing else."""

import sys

from chassis.process import Blueprint, main
from inspections import verify_draw
from inspections.api import router
from inspections.reactions import reaction
from inspections.recovery import reclaim
from inspections.service import assemble

BLUEPRINT = Blueprint("inspections", assemble, router, reaction, reclaim)

if __name__ == "__main__":
    if sys.argv[1:2] == ["verify-draw"]:
        sys.exit(verify_draw.main(sys.argv[2:]))
    main(BLUEPRINT)
