"""Cases of every township: where each stands, and what came in before it was filed."""
