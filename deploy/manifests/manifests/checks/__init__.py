"""Checks of the rendered objects that need no cluster. Each yields its findings, one line each."""
