"""Where fixtures lie that more than one package's tests use."""

from pathlib import Path

WEB = Path(__file__).resolve().parent / "fixtures" / "medium" / "web"
"""Shapes of Medium's site: pages, feeds and JSON; its NOTICE says what is verbatim."""
