#!/bin/sh
# Makes .venv and installs one lock file into it; does nothing when that lock is installed already.
#
#   scripts/setup.sh requirements.txt        what the program needs to run
#   scripts/setup.sh requirements-all.txt    the same, and what tests and checks need
#
# PYTHON=/path/to/python3.12   use this interpreter (a .venv made with another one is made anew)
# NO_UV=1                      install with pip, even where uv could be had
#
# Package addresses come from the machine's own settings (pip's or uv's); none is written here.
set -eu
cd "$(dirname "$0")/.."

lock=${1:-requirements-all.txt}
everything=requirements-all.txt
venv=.venv

stamp_of() { echo "$venv/.installed-$(basename "$1")"; }
sum_of() { cksum <"$1"; }
is_current() { [ -f "$(stamp_of "$1")" ] && [ "$(cat "$(stamp_of "$1")")" = "$(sum_of "$1")" ]; }
version_of() { "$1" -c 'import sys; print(sys.version_info[:3], sys.implementation.name)'; }

# A virtual environment whose interpreter has gone away, or is not the one asked for, is useless.
if [ -d "$venv" ]; then
  if [ ! -x "$venv/bin/python" ]; then
    rm -rf "$venv"
  elif [ -n "${PYTHON:-}" ] && [ "$(version_of "$PYTHON")" != "$(version_of "$venv/bin/python")" ]; then
    rm -rf "$venv"
  fi
fi

# The full lock contains the short one.
if is_current "$everything" || is_current "$lock"; then exit 0; fi

python=${PYTHON:-}
for candidate in ${python:-python3 python3.13 python3.12 python3.11}; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
  python=
done
if [ -z "$python" ]; then
  echo "setup: Python 3.11 or newer is needed (PYTHON=/path/to/python names one)." >&2
  exit 1
fi

echo "setup: installing $lock into $venv" >&2
rm -f "$venv"/.installed-*
[ -d "$venv" ] || "$python" -m venv --without-pip "$venv"

# uv neither reads pip's settings nor the machine's certificates by itself.
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 UV_PYTHON_DOWNLOADS=never
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
  index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
  [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
fi

pip_into_venv() {
  # pip of the host, aimed at our environment; else the one Python carries inside itself.
  if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m pip --python "$venv/bin/python" install -q --disable-pip-version-check "$@"
  else
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 ||
      "$venv/bin/python" -m ensurepip >/dev/null 2>&1 || {
        echo "setup: neither uv nor pip was found; on Debian: apt-get install python3-venv" >&2
        exit 1
      }
    "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@"
  fi
}

find_uv() {
  if command -v uv; then return; fi
  if [ ! -x "$venv/bin/uv" ]; then
    pip_into_venv uv >/dev/null 2>&1 || return 1
  fi
  echo "$venv/bin/uv"
}

installed=
if [ -z "${NO_UV:-}" ] && uv=$(find_uv); then
  # Compiled now, so that a start reads it ready made, also where Python may not write it itself.
  if "$uv" pip install -q --compile-bytecode --python "$venv/bin/python" \
    --require-hashes -r "$lock"; then
    installed=uv
  else
    echo "setup: uv could not install the lock; trying pip" >&2
  fi
fi
[ -n "$installed" ] || pip_into_venv --require-hashes -r "$lock"

sum_of "$lock" >"$(stamp_of "$lock")"
