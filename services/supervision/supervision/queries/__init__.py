"""Reads for lists and pages, a file per subject."""
