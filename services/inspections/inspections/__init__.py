"""Draws, visits, caps, patrols and assignments."""
