"""The base of what is raised when something outside of the process does not answer."""


class Unreachable(Exception):
    """No answer came: whether what was asked for happened is unknown."""
