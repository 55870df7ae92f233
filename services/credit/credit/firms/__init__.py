"""The register of firms, and the tier that each is in."""
