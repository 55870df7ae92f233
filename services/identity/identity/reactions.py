"""Identity hears nobody: who may act is decided here."""

from chassis.consuming import Reactions
from identity.service import Service

reaction = Reactions[Service]()
