"""`python -m web rules`: list rule sets, show one, check a file, try one on a judged contest."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from contest.contests import queries as contests
from contest.contests import rulebook
from contest.contests.clauses import faults_of_rules
from contest.contests.ruleset import RuleSet, digest, from_json, rule_set_on, to_json
from contest.results.ranking import exact
from contest.trials.queries import Trial, Tried, tried
from core.db import unit_of_work
from core.errors import Refusal
from core.workdays import reference
from web import shown, wording
from web.aligned import aligned
from web.wiring import Wiring


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command understands."""
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list", help="every rule set by its days, then the provinces' variants")
    showing = acts.add_parser("show", help="one rule set as JSON")
    showing.add_argument("rules", help="an id that `list` prints")
    checking = acts.add_parser("check", help="whether a rule set in a JSON file can be obeyed")
    checking.add_argument("rules", help="a JSON file")
    trying = acts.add_parser("try", help="how a judged contest would come out; changes nothing")
    trying.add_argument("rules", help="an id that `list` prints, or a JSON file")
    trying.add_argument("contest", help="the end of the contest's address")
    trying.add_argument("--json", action="store_true", help="one JSON object an entry a line")


def look(given: argparse.Namespace) -> int:
    """`list`, `show` and `check`: they ask for no database. 1 when a file cannot be obeyed, 2
    when it cannot be read."""
    try:
        if given.act == "list":
            print(*listed(), sep="\n")
        elif given.act == "show":
            rules = of_id(given.rules)
            print(json.dumps(to_json(rules), ensure_ascii=False, indent=1))
        else:
            return check(given.rules)
    except (Refusal, OSError, ValueError) as refusal:
        print(_said(refusal), file=sys.stderr)
        return 2
    return 0


def run(wiring: Wiring, given: argparse.Namespace) -> int:
    """`try`: print what would come out; 2 when there is no such contest or no such rules."""
    if given.act != "try":
        return look(given)
    try:
        rules = of_file_or_id(given.rules)
        with unit_of_work(wiring.reads) as session:
            contest = contests.find_contest(session, given.contest)
            if contest is None:
                raise Refusal("rule_set_unknown", name=given.contest)
            trial = tried(session, contest, rules)
            for line in map(as_json, trial.rows) if given.json else as_text(trial):
                print(line)
    except (Refusal, OSError, ValueError) as refusal:
        print(_said(refusal), file=sys.stderr)
        return 2
    return 0


def listed() -> list[str]:
    """Every rule set by its days, then the variants, aligned."""
    rows = [("id", "từ", "đến", "tên", "chưa đọc")]
    rows += [
        (
            one.id,
            shown.day(one.in_force_from),
            shown.day(one.in_force_until) if one.in_force_until else "nay",
            one.name,
            str(len(one.unread)),
        )
        for one in rulebook.national()
    ]
    rows += [(one.id, str(one.year), "", one.name, "") for one in rulebook.provincial()]
    return aligned(rows)


def of_id(name: str) -> RuleSet:
    """A national rule set, or that of its year with a province's own clauses. Raises
    Refusal("rule_set_unknown")."""
    for rules in rulebook.national():
        if rules.id == name:
            return rules
    for variant in rulebook.provincial():
        if variant.id == name:
            found = rule_set_on(rulebook.national(), variant.level, date(variant.year, 12, 31))
            if found is not None:
                return variant.of(found)
    raise Refusal("rule_set_unknown", name=name)


def of_file(path: str) -> RuleSet:
    """The rule set of a JSON file. Raises OSError, ValueError naming what it does not know."""
    try:
        kept = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        if not isinstance(kept, dict):
            raise ValueError("not an object")
        return from_json(kept)
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as fault:
        raise ValueError(f"{path}: {fault!r}") from fault
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from fault


def of_file_or_id(name: str) -> RuleSet:
    """What a name says: a file that is there, or an id. Raises as `of_file` and `of_id`, and
    ValueError for rules that cannot be obeyed."""
    if not Path(name).is_file():
        return of_id(name)
    rules = of_file(name)
    if faults := faults_of_rules(rules, reference.names()):
        raise ValueError("\n".join(_faults(faults)))
    return rules


def check(path: str) -> int:
    """Print the digest of rules that can be obeyed, or each clause that cannot be."""
    rules = of_file(path)
    faults = faults_of_rules(rules, reference.names())
    for line in _faults(faults):
        print(line, file=sys.stderr)
    if not faults:
        print(f"{rules.id}: {digest(rules)}")
    return 1 if faults else 0


def _faults(faults: dict[str, tuple[str, dict[str, object]]]) -> list[str]:
    return [f"{clause}: {wording.sentence(*fault, str)}" for clause, fault in faults.items()]


def _said(refusal: Exception) -> str:
    if isinstance(refusal, Refusal):
        return wording.sentence(refusal.code, refusal.facts, str)
    return str(refusal)


def as_json(one: Tried) -> str:
    """One product as a JSON object; averages are reduced fractions of points."""
    return json.dumps(
        {
            "entry": one.code,
            "group": one.group.value if one.group else None,
            "sheets": one.sheets,
            "average": _fraction(one.total, one.divisor),
            "shown": shown.average(one.total, one.divisor) if one.divisor else None,
            "rank": one.place.rank,
            "tied": one.place.tied,
            "eligible": one.place.eligible,
            "certified": one.certified,
            "was": {
                "average": _fraction(one.was_total, one.was_divisor),
                "rank": one.was_rank,
                "eligible": one.was_eligible,
                "certified": one.decided,
            },
        },
        ensure_ascii=False,
    )


def _fraction(total: int, divisor: int) -> str | None:
    found = exact(total, divisor)
    return f"{found.numerator}/{found.denominator}" if found is not None else None


def as_text(trial: Trial) -> list[str]:
    """The same for people, each figure beside what it was; `*` where something differs."""
    words = {True: "có", False: "không", None: "–"}
    open_ = {**words, None: "bằng điểm ở vạch"}
    heads = ("", "Mã số", "Bình quân", "đã", "Hạng", "đã", "Đủ điểm", "đã", "Trong vạch", "đã")
    rows = [heads] + [
        (
            "*" if one.differs else "",
            one.code,
            shown.average(one.total, one.divisor),
            shown.average(one.was_total, one.was_divisor),
            str(one.place.rank or "–"),
            str(one.was_rank or "–"),
            words[one.place.eligible],
            words[one.was_eligible],
            open_[one.certified],
            words[one.decided],
        )
        for one in trial.rows
    ]
    return aligned(rows)
