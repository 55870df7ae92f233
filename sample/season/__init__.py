"""A season in the sample county: twelve weeks of everybody's work, played through the gateway."""
