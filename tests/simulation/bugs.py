"""A temporary bug of a reaction."""


class Bug(Exception):
    """The error that a reaction raises while it has the bug."""
