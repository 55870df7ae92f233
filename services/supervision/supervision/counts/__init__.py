"""Counts of everything by township and month."""
