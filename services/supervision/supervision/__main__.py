"""Run as `python -m supervision api|worker|all|verify|rewind|restore|parked|review`."""

from chassis.process import Blueprint, main
from supervision.api import router
from supervision.errands import ERRANDS
from supervision.reactions import reaction
from supervision.service import assemble, prepare

BLUEPRINT = Blueprint("supervision", assemble, router, reaction, prepare=prepare, errands=ERRANDS)

if __name__ == "__main__":
    main(BLUEPRINT)
