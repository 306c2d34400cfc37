"""Which documents are there to code? Readers of text, JSON, JSON lines, folders and standard input."""

from __future__ import annotations

from marsad.ingest.language import language
from marsad.ingest.readers import count, read

__all__ = ["count", "language", "read"]
