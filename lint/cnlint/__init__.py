"""cnlint: finds and repairs the damage that OCR leaves in Chinese newspaper text."""

__version__ = "0.1.0"
