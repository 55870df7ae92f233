"""Draws of firms and officers by lot (双随机)."""
