"""Marsad reads Arabic conflict reporting: who says that who did what to whom, where, when, how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "Claim", "CodedDocument", "Coder", "FailedDocument", "__version__"]

if TYPE_CHECKING:
    from marsad.coder import Coder
    from marsad.model import Article, Claim, CodedDocument, FailedDocument


def __getattr__(name: str) -> Any:
    """The public names, imported on first use so that ``marsad --help`` does not load the lexicon."""
    if name == "Coder":
        from marsad.coder import Coder

        return Coder
    if name in __all__:
        from marsad import model

        return getattr(model, name)
    raise AttributeError(f"module 'marsad' has no attribute {name!r}")
