"""Run as `python -m cases api|worker|all|verify|rewind|restore|parked`."""

from cases.api import router
from cases.reactions import reaction
from cases.recovery import reclaim
from cases.service import assemble
from chassis.process import Blueprint, main

BLUEPRINT = Blueprint("cases", assemble, router, reaction, reclaim)

if __name__ == "__main__":
    main(BLUEPRINT)
