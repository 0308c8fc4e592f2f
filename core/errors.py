"""What the domain may refuse. Codes with facts, not sentences: web/wording.py speaks."""


class Refusal(Exception):
    """The request was understood and the answer is no.

    `code` names the reason; `facts` are the values its sentence needs (a date, a limit, a name).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def __str__(self) -> str:
        """For logs and tests; people read web/wording.py."""
        return f"{self.code} {self.facts}" if self.facts else self.code


class NotFound(Refusal):
    """It is not there, or the asker may not learn that it is."""


class NotAllowed(Refusal):
    """Whoever asks does not hold the right."""


class SignInFirst(NotAllowed):
    """Nobody is signed in and this needs somebody."""

    def __init__(self) -> None:
        super().__init__("sign_in_first")


class Conflict(Refusal):
    """Right in itself, but not in the state things are in."""


class TooMany(Refusal):
    """Too often; facts carry `seconds` to wait."""


class Invalid(Refusal):
    """What was typed cannot be kept: field name → code, or (code, facts)."""

    def __init__(self, fields: dict[str, str | tuple[str, dict[str, object]]]) -> None:
        super().__init__("invalid", fields=fields)
        self.fields = fields
