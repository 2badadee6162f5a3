"""The tests of the store itself run on both drivers."""

import pytest


@pytest.fixture
def usual_driver(driver: str) -> str:
    """Both in turn."""
    return driver
