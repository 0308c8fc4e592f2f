"""Where somebody begins: the narrowest workspace that fits the roles held. Pure."""

from collections.abc import Collection

from core.rights import TABLE, Act, Role

ADMINISTRATION, JUDGING, OFFICE, OWN = "/quan-tri", "/cham-diem", "/dieu-hanh", "/ho-so"


def home_of(roles: Collection[Role]) -> str:
    """The address of the first page for these roles; a maker's own page when there is none."""
    held = set(roles)
    if held & {Role.PRODUCER, Role.COLLABORATOR}:
        return OWN
    if held & TABLE[Act.ACCOUNT_MANAGE]:
        return ADMINISTRATION
    if held & TABLE[Act.SCORE_GIVE]:
        return JUDGING
    return OFFICE if held & TABLE[Act.WORKSPACE_OPEN] else OWN
