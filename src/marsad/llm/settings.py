"""Which model is asked where, how fast, and how much may it cost? Read from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from marsad.errors import MarsadError


class Settings(msgspec.Struct, frozen=True):
    """An endpoint and its limits.

    ``url`` is the base of the protocol (``http://127.0.0.1:8080/v1``). ``rate`` is requests a minute (0: no limit),
    ``most_tokens`` what a run may use altogether (0: no limit), ``batch`` how many characters of articles go into one
    request, ``tries`` how often a request is made before it is given up, ``timeout`` seconds for each.
    ``cache`` is a file in which answers are kept, so that the same question is asked and paid once.
    """

    url: str
    model: str
    key: str | None = None
    rate: float = 0
    most_tokens: int = 0
    batch: int = 6000
    tries: int = 4
    timeout: float = 120
    pause: float = 1
    cache: Path | None = None

    @classmethod
    def from_environment(cls, given: Mapping[str, str] = os.environ) -> Settings:
        """The settings that ``MARSAD_LLM_*`` give.

        Raises:
            MarsadError: the endpoint or the model is missing, or a value is no number.
        """
        url, model = given.get("MARSAD_LLM_URL"), given.get("MARSAD_LLM_MODEL")
        if not url or not model:
            raise MarsadError(
                "the coder llm needs MARSAD_LLM_URL (such as http://127.0.0.1:8080/v1) and MARSAD_LLM_MODEL in the "
                "environment; MARSAD_LLM_KEY where the endpoint asks for one"
            )
        cache = given.get("MARSAD_LLM_CACHE")
        return cls(
            url=url.rstrip("/"),
            model=model,
            key=given.get("MARSAD_LLM_KEY"),
            rate=_number(given, "MARSAD_LLM_RATE", 0),
            most_tokens=int(_number(given, "MARSAD_LLM_MOST_TOKENS", 0)),
            batch=int(_number(given, "MARSAD_LLM_BATCH", 6000)),
            tries=max(1, int(_number(given, "MARSAD_LLM_TRIES", 4))),
            timeout=_number(given, "MARSAD_LLM_TIMEOUT", 120),
            cache=Path(cache) if cache else None,
        )


def _number(given: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        return float(given.get(name, otherwise))
    except ValueError as error:
        raise MarsadError(f"{name}: {given[name]!r} is no number") from error
