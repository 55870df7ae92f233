"""The judge of commands on a visit, where is neither store nor key: on a phone without a network (decision 0050)."""

from inspections.judge.judging import Judge, load
from inspections.judge.rules import pack, rule_files, rules_hash

__all__ = ["Judge", "load", "pack", "rule_files", "rules_hash"]
