"""Three offices converge, whatever they do and however their files travel.

``RECIPE_EXAMPLES=2000`` runs it as long as a change of the journal deserves.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.store.three_offices import ThreeOffices

pytestmark = pytest.mark.slow

TestThreeOffices = ThreeOffices.TestCase
TestThreeOffices.settings = settings(
    max_examples=int(os.environ.get("RECIPE_EXAMPLES", "30")),
    stateful_step_count=40,
    deadline=None,
    phases=set(Phase)
    - {Phase.shrink, Phase.explain},  # takes minutes; the story reads well as it is
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
