"""Manifests generated from what the code already declares."""
