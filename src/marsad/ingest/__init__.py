"""Which documents are there to code? Readers of files, archives, feeds and addresses, languages, copies of reports."""

from __future__ import annotations

from marsad.ingest.counting import count
from marsad.ingest.language import language, set_aside
from marsad.ingest.readers import read

__all__ = ["count", "language", "read", "set_aside"]
