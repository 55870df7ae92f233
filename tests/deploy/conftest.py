"""Fixtures of the tests of the manifests."""

from pathlib import Path

import pytest
from tests.deploy.site import Site, load_site

from manifests.__main__ import custom_schemas


@pytest.fixture
def production() -> Site:
    return load_site("production")


@pytest.fixture
def schemas() -> Path:
    """Return the schemas of custom resources; without them the tests are skipped, except in CI, which fails."""
    found = custom_schemas()
    if found is None:
        pytest.skip("../shared/crd-schemas is not there")
    return found
