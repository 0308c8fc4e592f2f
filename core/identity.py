"""Who is asking. A plain value, detached from the session that loaded it."""

from dataclasses import dataclass

from core.rights import ANYWHERE, Act, Grant, Role, Subject, has, roles_for


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in account with everything it was granted. `account_id` 0 is the system itself."""

    account_id: int
    name: str
    grants: tuple[Grant, ...] = ()
    session_id: int | None = None
    locale: str = "vi"

    def has(self, act: Act) -> bool:
        """Whether any role held anywhere allows the act (for menus, not for doors)."""
        return has(self.grants, act)

    def may(self, act: Act, subject: Subject = ANYWHERE) -> bool:
        """Whether the act is allowed on this very subject."""
        return bool(roles_for(self.grants, act, subject))

    def roles(self) -> frozenset[Role]:
        """Every role held, wherever."""
        return frozenset(grant.role for grant in self.grants)

    def units(self, act: Act) -> frozenset[int]:
        """Ids of the units in which the act is held by place; lists are scoped by them."""
        from_roles = (g for g in self.grants if has((g,), act))
        return frozenset(g.unit_id for g in from_roles if g.unit_id is not None)

    def establishments(self) -> frozenset[int]:
        """Ids of the establishments this person belongs to."""
        return self._named(Role.PRODUCER)

    def helped(self) -> frozenset[int]:
        """Ids of the establishments whose people agreed that this person acts for them."""
        return self._named(Role.COLLABORATOR)

    def _named(self, role: Role) -> frozenset[int]:
        return frozenset(
            g.establishment_id
            for g in self.grants
            if g.role is role and g.establishment_id is not None
        )

    def contests(self, *roles: Role) -> frozenset[int]:
        """Ids of the contests for which one of these roles is held by name."""
        return frozenset(
            g.contest_id for g in self.grants if g.role in roles and g.contest_id is not None
        )


SYSTEM = Identity(0, "hệ thống")
"""The worker, migrations and commands act under this name; it holds no role."""
