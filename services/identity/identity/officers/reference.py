"""The table of incompatible roles, read and checked when the process starts."""

from chassis.reference import Data, versions
from identity.officers.domain.separation import Separation

INCOMPATIBLE_ROLES = "incompatible-roles.toml"


def load_separation() -> tuple[Separation, ...]:
    return versions(INCOMPATIBLE_ROLES, Data("identity").read(INCOMPATIBLE_ROLES), "roles", Separation)
