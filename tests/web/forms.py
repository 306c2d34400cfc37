"""Filling in a page's own form, as a person's browser does."""

from __future__ import annotations

import re
from typing import Any

from fastapi.testclient import TestClient

PASSWORD = "a long enough secret"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name} on the page"
    return found.group(1)


def post(client: TestClient, address: str, **fields: Any) -> Any:
    """Loads the page, takes over its hidden fields, and sends the form."""
    page = client.get(address).text
    kept = {name: hidden(page, name) for name in ("form_token", "seen") if f'name="{name}"' in page}
    return client.post(address, data={**kept, **fields}, follow_redirects=False)


def log_in(client: TestClient, name: str, password: str = PASSWORD, lang: str = "en", **fields: str) -> Any:
    return post(client, f"/{lang}/login", name=name, password=password, **fields)
