"""Showing the enforcement certificate to the party (亮证, APL 55), and what of it is recorded."""
