"""Routes of people with an account."""
