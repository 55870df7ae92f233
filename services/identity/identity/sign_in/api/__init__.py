"""Routes of signing in: tokens, devices, logins, and oneself."""
