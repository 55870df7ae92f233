"""One process of a service: settings, parts, command line."""

from chassis.process.commands import main
from chassis.process.parts import Parts
from chassis.process.running import DRAIN_SECONDS, GRACE_SECONDS, Blueprint, Service
from chassis.process.settings import RunAs, Settings

__all__ = ["DRAIN_SECONDS", "GRACE_SECONDS", "Blueprint", "Parts", "RunAs", "Service", "Settings", "main"]
