"""Run as `python -m inspections` with a command of every service or `reclaim`; `verify-draw FILE` needs nothing."""

import sys

from chassis.process import Blueprint, main
from inspections import verify_draw, verify_draw_1, verify_openings
from inspections.api import router
from inspections.errands import ERRANDS
from inspections.reactions import reaction
from inspections.recovery import reclaim
from inspections.service import assemble

BLUEPRINT = Blueprint("inspections", assemble, router, reaction, reclaim, errands=ERRANDS)

TOOLS = {
    "verify-draw": verify_draw.main,
    "verify-draw-1": verify_draw_1.main,
    "verify-openings": verify_openings.main,
}

if __name__ == "__main__":
    if tool := TOOLS.get("".join(sys.argv[1:2])):
        sys.exit(tool(sys.argv[2:]))
    main(BLUEPRINT)
