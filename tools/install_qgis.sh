#!/bin/bash
# Installs the newest long-term QGIS that this Debian or Ubuntu offers: from the backports where they carry it, else its own.
#
# The backports are named for this one installation: apt reads private copies of the machine's sources and keeps private
# lists, so that /etc/apt and later upgrades stay as they were.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/system_packages.sh

PACKAGES=(qgis python3-qgis)
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
CODENAME=$(source /etc/os-release && echo "${VERSION_CODENAME:-}")

# The archive that this machine's sources name, in whichever of apt's three forms they are written.
archive() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
        awk -v codename="$CODENAME" '$2 == codename || $2 == "stable" || $2 == "oldstable" {print $1; exit}'
}

install_from_backports() {
    local private=$1 mirror signed="" apt
    mirror=$(archive)
    [ -n "$mirror" ] || return 1
    [ -e $KEYRING ] && signed="[signed-by=$KEYRING] "
    mkdir -p "$private/sources.d" "$private/lists/partial"
    cp /etc/apt/sources.list.d/*.{list,sources} "$private/sources.d/" 2>/dev/null || true
    cp /etc/apt/sources.list "$private/sources.list" 2>/dev/null || touch "$private/sources.list"
    echo "deb $signed$mirror $CODENAME-backports main" >"$private/sources.d/backports.list"
    chmod -R a+rX "$private"
    apt=(apt-get -qq -o "Dir::State::Lists=$private/lists" -o "Dir::Etc::SourceList=$private/sources.list"
        -o "Dir::Etc::SourceParts=$private/sources.d" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
    as_root "${apt[@]}" update 2>/dev/null || return 1
    as_root "${apt[@]}" install -y --no-install-recommends -t "$CODENAME-backports" "${PACKAGES[@]}" >/dev/null
}

echo "Installing QGIS ..."
if [ "$(source /etc/os-release && echo "$ID")" = debian ] && [ -n "$CODENAME" ]; then
    PRIVATE=$(mktemp -d)
    trap 'as_root rm -rf "$PRIVATE"' EXIT
    install_from_backports "$PRIVATE" && exit
fi
install_packages "${PACKAGES[@]}"
