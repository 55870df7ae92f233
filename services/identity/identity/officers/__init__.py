"""People with an account: their body, their roles and their enforcement certificate."""
