"""The fixed words of notices. Pure."""

from enum import StrEnum


class Topic(StrEnum):
    """What a notice is about; each can be had by mail or not."""

    DOSSIER = "dossier"
    MEMBERSHIP = "membership"
    RESULT = "result"
    CERTIFICATE = "certificate"
    FAIR = "fair"
    SUPPORT = "support"
    JUDGING = "judging"
    WORK = "work"  # roles held, imports finished
