"""A bug of a reaction, for a while."""


class Bug(Exception):
    """What a reaction raises while it is spoilt."""
