"""What judges without store and key share, whatever they judge: a phone's, one for each service (decision 0050)."""

from contracts.judging.asked import Answer, Given, Way
from contracts.judging.decisions import Decision, by_step
from contracts.judging.judge import Judge, Known, at_once
from contracts.judging.people import Account, ByBody, ByCertificate, Officers, Person, Staff
from contracts.judging.rules import rule_files, rules_hash
from contracts.judging.told import NotHere, facts_hash

__all__ = [
    "Account",
    "Answer",
    "ByBody",
    "ByCertificate",
    "Decision",
    "Given",
    "Judge",
    "Known",
    "NotHere",
    "Officers",
    "Person",
    "Staff",
    "Way",
    "at_once",
    "by_step",
    "facts_hash",
    "rule_files",
    "rules_hash",
]
