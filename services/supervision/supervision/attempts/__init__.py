"""Refused attempts: what was tried and not allowed, without the person's name."""
