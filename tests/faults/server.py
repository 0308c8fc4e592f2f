"""The program as a process of its own, that can be killed and comes back at the same address."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

_START_SECONDS = 90


class Server:
    """`python -m web serve` over one database; use it as a context manager."""

    def __init__(self, folder: Path, database_url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._log = (folder / "server.log").open("ab")
        self._environment = os.environ | {
            "VAR": str(folder),
            "PORT": str(self.port),
            "DATABASE_URL": database_url,
            "MEDIA_URL": str(folder / "media"),
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to serve, and wait until it listens. Raises RuntimeError when it does not."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "web", "serve"],
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
        )
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("the server did not start; its words are in server.log")

    def kill(self) -> None:
        """End it with -9, in the middle of whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._log.close()
