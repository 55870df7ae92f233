"""Run as `python -m identity api|worker|all|verify|rewind|restore|parked`."""

from chassis.process import Blueprint, main
from identity.api import router
from identity.reactions import reaction
from identity.recovery import reclaim
from identity.service import assemble, prepare

BLUEPRINT = Blueprint("identity", assemble, router, reaction, reclaim, prepare=prepare)

if __name__ == "__main__":
    main(BLUEPRINT)
