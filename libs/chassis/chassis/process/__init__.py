"""One process of a service: settings, parts, command line."""

from chassis.process.blueprint import Blueprint, Errand, Outside
from chassis.process.commands import main
from chassis.process.compose import compose
from chassis.process.outside import production
from chassis.process.parts import Parts
from chassis.process.running import DRAIN_SECONDS, Process
from chassis.process.serving import GRACE_SECONDS
from chassis.process.settings import RunAs, Settings

__all__ = [
    "DRAIN_SECONDS",
    "GRACE_SECONDS",
    "Blueprint",
    "Errand",
    "Outside",
    "Parts",
    "Process",
    "RunAs",
    "Settings",
    "compose",
    "main",
    "production",
]
