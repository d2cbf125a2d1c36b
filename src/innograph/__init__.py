"""innograph: from reports on an innovation ecosystem to a knowledge graph one can trust."""

from __future__ import annotations

__version__ = "0.1.0"
