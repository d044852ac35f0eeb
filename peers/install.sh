#!/usr/bin/env bash
# Installs the peers into target/peers: a Python of its own and OSRM's executables (about 300 MB, a
# minute). A repeated run changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=target/peers
osrm=osrm-bindings==26.10.0

[ -x "$folder/bin/python" ] || python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r peers/requirements.txt
if ! [ -x "$folder/osrm/bin/osrm-routed" ]; then
  wheels=$(mktemp -d)
  "$folder/bin/pip" download --quiet --no-deps --only-binary :all: --python-version 3.12 \
    --platform manylinux_2_28_x86_64 --dest "$wheels" "$osrm"
  "$folder/bin/python" -m zipfile -e "$wheels"/osrm_bindings-*.whl "$folder"
  chmod +x "$folder"/osrm/bin/*
  rm -rf "$wheels"
fi
