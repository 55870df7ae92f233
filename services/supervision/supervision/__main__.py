"""Run as `python -m supervision api|worker|all|verify|rewind|restore|parked`."""

from chassis.process import Blueprint, main
from supervision.api import router
from supervision.reactions import reaction
from supervision.service import assemble, prepare

BLUEPRINT = Blueprint("supervision", assemble, router, reaction, prepare=prepare)

if __name__ == "__main__":
    main(BLUEPRINT)
