"""Does the interface for programs keep what its description promises, whatever it is asked?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from marsad.web.app import create_app
from marsad.web.settings import Settings

schemathesis = pytest.importorskip("schemathesis")
positive_data_acceptance = pytest.importorskip("schemathesis.specs.openapi.checks").positive_data_acceptance
pytestmark = pytest.mark.slow


def test_every_answer_is_as_described(made: Path) -> None:
    app = create_app(Settings(str(made)))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def answered(case: Any) -> None:
            case.call_and_validate(excluded_checks=[positive_data_acceptance])  # some dates and cursors are none

        answered()
        asked += 1
    assert asked >= 10
