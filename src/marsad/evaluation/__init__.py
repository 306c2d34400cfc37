"""How well does a coder do? Scores coded claims against gold claims, field by field, end to end."""

from __future__ import annotations

from marsad.evaluation.figures import Report
from marsad.evaluation.gold import evaluate
from marsad.evaluation.score import score

__all__ = ["Report", "evaluate", "score"]
