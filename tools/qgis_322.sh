#!/bin/bash
# Runs a command on QGIS 3.22.16, the lowest version supported, unpacked beside the installed QGIS:
#     tools/qgis_322.sh .venv-qgis/bin/python -m pytest tests/qgis
# Its libraries are installed (they live beside newer ones), everything else is unpacked in build/. Debian 12 packages it.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/system_packages.sh

VERSION=3.22.16
FOLDER=$PWD/build/qgis-$VERSION
UNPACKED=(qgis python3-qgis python3-qgis-common qgis-common qgis-providers qgis-providers-common "libqgis-app$VERSION")

offered() {
    apt-cache madison python3-qgis | awk -v version="$VERSION" 'index($3, version) == 1 {print $3; exit}'
}

unpack() {
    local version package program libraries
    [ -n "$(offered)" ] || as_root apt-get update -qq
    version=$(offered)
    [ -n "$version" ] || fail "QGIS $VERSION is packaged for Debian 12 only: its tests cannot run here."
    mapfile -t libraries < <(apt-cache depends "python3-qgis=$version" | awk '/Depends: libqgis/ {print $2}')
    install_missing "${libraries[@]}"
    rm -rf "$FOLDER.part" && mkdir -p "$FOLDER.part"
    (cd "$FOLDER.part" && apt-get download -qq "${UNPACKED[@]/%/=$version}" 2>/dev/null)
    for package in "$FOLDER.part"/*.deb; do
        dpkg -x "$package" "$FOLDER.part" && rm "$package"
    done
    for program in qgis qgis_process; do # past the scripts that add the installed QGIS's options
        mv "$FOLDER.part/usr/bin/$program.bin" "$FOLDER.part/usr/bin/$program"
    done
    # qgis_process asks for its Python support by this name, which the installed QGIS may have taken.
    ln -s "/usr/lib/libqgispython.so.$VERSION" "$FOLDER.part/usr/lib/libqgispython.so"
    mv "$FOLDER.part" "$FOLDER"
}

[ -d "$FOLDER" ] || unpack
export QGIS_PREFIX_PATH=$FOLDER/usr
export LD_LIBRARY_PATH=$FOLDER/usr/lib
export PYTHONPATH=$FOLDER/usr/lib/python3/dist-packages:$FOLDER/usr/share/qgis/python
export PATH=$FOLDER/usr/bin:$PATH
export QT_QPA_PLATFORM=offscreen
exec "$@"
