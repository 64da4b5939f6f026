# Shell functions for the packages of Debian and Ubuntu; to be sourced.

fail() {
    echo "$*" >&2
    exit 1
}

is_debian() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        fail "This needs an administrator: run it as root, or install sudo."
    fi
}

# A new machine has no package lists yet, and old lists name files that are gone: after a failure they are fetched anew.
install_packages() {
    echo "Installing $* ..."
    as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    as_root apt-get update -qq
    as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

install_missing() {
    local installed package missing=()
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -qx "ii  $package" <<<"$installed" || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}
