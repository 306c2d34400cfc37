"""Is this installation of Marsad, and this database, in order, and if not, what is to be done?"""

from __future__ import annotations

from marsad.doctor.examining import examine
from marsad.doctor.findings import Finding, Report

__all__ = ["Finding", "Report", "examine"]
