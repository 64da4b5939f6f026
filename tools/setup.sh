#!/bin/bash
# Prepares a machine: QGIS, a few system packages, and the two Python environments. In a prepared one it ends at once.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/system_packages.sh

# QGIS is looked for in the system's Python: `python3` on PATH may be another one, without it.
SYSTEM_PYTHON=/usr/bin/python3
NEEDED=(python3-venv xvfb xauth poppler-utils fonts-open-sans)

has_qgis() {
    command -v qgis_process >/dev/null && "$SYSTEM_PYTHON" -c \
        'import sys; from qgis.core import Qgis; sys.exit(Qgis.QGIS_VERSION_INT < 32200)' 2>/dev/null
}

prepare_system() {
    if is_debian; then
        install_missing "${NEEDED[@]}"
    fi
    has_qgis && return
    if is_debian; then
        tools/install_qgis.sh
    fi
    has_qgis || fail "Please install QGIS 3.22 or newer with its Python bindings for $SYSTEM_PYTHON, and run this again."
}

has_postgis() {
    compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null
}

# What the tests of the shared register start a server of their own with. Debian would start one for the whole machine:
# for the time of the installation it is told not to.
install_postgis() {
    local settings=/etc/postgresql-common/createcluster.d/klaster-ir.conf
    as_root mkdir -p "${settings%/*}"
    as_root sh -c "echo 'create_main_cluster = false' >$settings"
    install_packages postgresql-postgis
    as_root rm -f "$settings"
}

# Without it those tests are skipped, and say so.
prepare_postgis() {
    has_postgis && return
    is_debian && (install_postgis) || true
    has_postgis || echo "PostgreSQL with PostGIS could not be installed; its tests will be skipped." >&2
}

# The compiled packages of the headless side exist for these versions of Python.
headless_python() {
    local python
    for python in "$SYSTEM_PYTHON" python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    fail "Please install Python 3.11, 3.12 or 3.13 with its venv module (such as python3.11-venv), and run this again."
}

# environment FOLDER LOCK PYTHON [OPTION]: made anew when its lock file or its Python has changed.
environment() {
    local folder=$1 lock=$2 python=$3 key
    [ -L "$folder" ] && return # the environment of another checkout is its own to make
    key=$( { "$python" --version; cat "$lock"; } | sha256sum)
    [ "$(cat "$folder/ready" 2>/dev/null)" = "$key" ] && return
    echo "Making $folder ..."
    "$python" -m venv --clear "${@:4}" "$folder"
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$lock"
    echo "$key" >"$folder/ready"
}

# node_packages NAME: the packages that tools/NAME pins, into build/NAME.
node_packages() {
    local folder=build/$1 key
    key=$(sha256sum "tools/$1/package-lock.json")
    [ "$(cat "$folder/ready" 2>/dev/null)" = "$key" ] && return
    echo "Making $folder ..."
    mkdir -p "$folder"
    cp "tools/$1"/package*.json "$folder"
    .venv/bin/npm ci --prefix "$folder" --silent --ignore-scripts --no-audit --no-fund || return
    echo "$key" >"$folder/ready"
}

# The engine that runs the survey form in the tests. Without it those tests are skipped, and say so.
form_engine() {
    node_packages xforms || echo "The engine of the survey form could not be fetched; its tests will be skipped." >&2
}

# What the web catalogue draws its map with, put where the plugin looks for it and takes it along; beside it in build/web
# what the tests drive a browser with.
web_libraries() {
    local from=build/web/node_modules/maplibre-gl to=ir_plugin/resources/web/lib
    if node_packages web; then
        mkdir -p "$to"
        cp -u "$from"/dist/maplibre-gl.{js,css} "$from/LICENSE.txt" "$to"
    else
        echo "The map library could not be fetched; this checkout cannot publish a web catalogue." >&2
    fi
}

# The browser of the tests of the web catalogue. Without it they are skipped, and say so.
prepare_browser() {
    command -v chromium >/dev/null && return
    is_debian && (install_packages chromium) || true
    command -v chromium >/dev/null || echo "Chromium could not be installed; its tests will be skipped." >&2
}

prepare_system
prepare_postgis
prepare_browser
environment .venv-qgis requirements/qgis.txt "$SYSTEM_PYTHON" --system-site-packages
HEADLESS_PYTHON=$(headless_python)
environment .venv requirements/headless.txt "$HEADLESS_PYTHON"
form_engine
web_libraries
mkdir -p build && mkdir -p -m 700 build/runtime # what XDG_RUNTIME_DIR must be
