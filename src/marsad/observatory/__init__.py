"""How do reports become an observatory? Read, keep, code, keep the claims, fuse: each step goes on where it stopped."""

from __future__ import annotations

from marsad.observatory.corrections import Gold, corrections
from marsad.observatory.explaining import explain
from marsad.observatory.exporting import export
from marsad.observatory.fusing import fuse, regroup
from marsad.observatory.ingesting import Ingested, ingest

__all__ = ["Gold", "Ingested", "corrections", "explain", "export", "fuse", "ingest", "regroup"]
