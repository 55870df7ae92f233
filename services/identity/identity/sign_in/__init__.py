"""Logins with their passwords, and the tokens that every service checks."""
