"""Accounts: who opened, changed, reset and closed which, and when, for those who watch over them."""
