"""The firm register, scoring ledgers and risk tiers."""
