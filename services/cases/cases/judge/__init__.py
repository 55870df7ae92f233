"""The judge of commands on a case, for whoever has neither store nor key: a phone without a network (decision 0050)."""

from cases.judge.judging import Judge, load
from cases.judge.rules import pack, rule_files, rules_hash

__all__ = ["Judge", "load", "pack", "rule_files", "rules_hash"]
