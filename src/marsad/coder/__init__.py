"""Text to claims: mentions, triggers, clauses, arguments, status, attribution. One file a question."""

from marsad.coder.coder import Coder

__all__ = ["Coder"]
