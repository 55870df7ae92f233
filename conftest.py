"""Fixtures that all tests share."""

pytest_plugins = ["stack.fixtures"]
