"""How do claims leave the road? One module a format: contract lines, terminal table, evidence page."""

from __future__ import annotations
