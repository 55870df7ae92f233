"""python -m supervision api|worker|all|verify|rewind|restore|parked"""

from chassis.commands import main
from chassis.running import Blueprint
from supervision.api import router
from supervision.reactions import reaction
from supervision.service import assemble

if __name__ == "__main__":
    main(Blueprint("supervision", assemble, router, reaction))
