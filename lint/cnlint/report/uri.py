"""Paths as URI references (RFC 3986, RFC 8089)."""

import os
from pathlib import Path
from urllib.parse import quote


def path_uri(path: str) -> str:
    """A path as a URI: absolute ones with the file scheme, relative ones as they are seen from their root."""
    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(os.fsencode(path.replace(os.sep, "/")))


def folder_uri(path: str) -> str:
    """An absolute folder as a URI that relative ones can be resolved against: it ends in a slash."""
    return Path(path).as_uri().rstrip("/") + "/"


def is_relative(uri: str) -> bool:
    """Whether `path_uri` made it of a relative path."""
    return not uri.startswith("file:")
