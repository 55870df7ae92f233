"""Run as `python -m credit api|worker|all|verify|rewind|restore|parked`."""

from chassis.process import Blueprint, main
from credit.api import router
from credit.reactions import reaction
from credit.service import assemble

BLUEPRINT = Blueprint("credit", assemble, router, reaction)

if __name__ == "__main__":
    main(BLUEPRINT)
