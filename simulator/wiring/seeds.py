"""Chance that can be told afterwards: the seed is kept in the session's plan."""

import secrets


def fresh_seed() -> int:
    """A new seed for the choice of questions and wordings."""
    return secrets.randbelow(1_000_000)
