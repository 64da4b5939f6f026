#!/bin/bash
# Resolves requirements/*.in anew and writes every package with its version to requirements/*.txt.
set -euo pipefail
cd "$(dirname "$0")/.."

for list in headless qgis; do
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    .venv/bin/python -m venv "$folder"
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements/$list.in
    {
        echo "# Written by 'make lock' from $list.in. Do not edit."
        "$folder/bin/python" -m pip freeze --local
    } >requirements/$list.txt
    rm -rf "$folder"
done
