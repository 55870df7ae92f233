"""Visits, patrols and draws, as far as they are counted."""
