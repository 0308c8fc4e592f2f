"""Settings → the things a process works with: engine, sessions, storage, templates, sealer."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import jinja2
import sqlalchemy as sa
from babel.support import NullTranslations, Translations
from sqlalchemy.orm import Session, sessionmaker

from core.db import open_engine, sessions
from core.sealing import Sealer
from media.storage import Disk, Storage
from web import shown
from web.settings import Settings

HERE = Path(__file__).parent
LOCALES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the web process, the worker and the commands share."""

    settings: Settings
    engine: sa.Engine
    reads: sessionmaker[Session]
    writes: sessionmaker[Session]
    storage: Storage
    sealer: Sealer
    templates: dict[str, jinja2.Environment]


def wire(settings: Settings) -> Wiring:
    """Open what the settings name. Creates the folder of a SQLite file when it is missing."""
    made = sa.make_url(settings.database_url)
    if made.get_backend_name() == "sqlite" and made.database and made.database != ":memory:":
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database_url)
    return Wiring(
        settings=settings,
        engine=engine,
        reads=sessions(engine, writes=False),
        writes=sessions(engine, writes=True),
        storage=open_storage(settings.media_url),
        sealer=Sealer(settings.secret),
        templates={locale: templates(locale) for locale in LOCALES},
    )


def open_storage(url: str) -> Storage:
    """A folder's path, or `s3://bucket/prefix?endpoint=…&region=…&encryption=…&direct=…`.

    `direct` is "reads", "uploads" or "reads,uploads": what browsers ask the bucket for themselves.

    Keys come from boto3's own places (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY).
    """
    if not url.startswith("s3://"):
        return Disk(Path(url))
    from media.s3 import connect  # noqa: PLC0415 (boto3 takes half a second to import)

    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    direct = asked.get("direct", "").split(",")
    return connect(
        parts.netloc,
        parts.path.strip("/"),
        endpoint=asked.get("endpoint"),
        region=asked.get("region", "us-east-1"),
        encryption=asked.get("encryption", ""),
        direct_reads="reads" in direct,
        direct_uploads="uploads" in direct,
    )


def templates(locale: str) -> jinja2.Environment:
    """The templates in one language, with every filter and global they may use."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    translations = _translations(locale)
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    env.globals["gettext_plain"] = translations.gettext
    env.globals["static"] = static
    env.filters.update(shown.filters(translations.gettext))
    env.globals["average"] = shown.average
    env.globals["unrounded"] = shown.unrounded
    return env


def _translations(locale: str) -> NullTranslations:
    if locale == "vi":  # the source language
        return NullTranslations()
    return Translations.load(HERE / "locale", [locale])


@cache
def static(path: str) -> str:
    """The address of a file in web/static, with its content's mark so that it may be kept."""
    content = (HERE / "static" / path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:12]}"
