#!/bin/bash
# The public coastline (GSHHG) that the sample's generator cuts its villages with.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/system_packages.sh

is_debian || fail "Please install the GSHHG coastline (package gmt-gshhg on Debian and Ubuntu), and run this again."
install_missing gmt-gshhg-full gmt-gshhg-high gmt-gshhg-low
