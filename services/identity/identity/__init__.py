"""Bodies, officers, certificates, roles and sign-in."""
