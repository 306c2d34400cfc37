"""How do claims and events leave the road? One module a format, each with what checks it; ``formats`` lists them."""

from __future__ import annotations
