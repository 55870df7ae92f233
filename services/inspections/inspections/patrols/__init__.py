"""Patrols of a territory (巡查)."""
