#!/bin/sh
# Writes requirements.txt and requirements-all.txt from pyproject.toml: exact versions and hashes for
# every platform, and no word of where the packages come from (a test sees to it).
set -eu
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate pyproject.toml "$@"
}
compile "$@" --extra dev --output-file requirements-all.txt
compile "$@" --constraint requirements-all.txt --output-file requirements.txt
