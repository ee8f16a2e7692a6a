#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run as root: install Debian packages (the arguments) without starting or stopping any service on this machine.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
policy=/usr/sbin/policy-rc.d
log=$(mktemp)

restore() {
    if [ -e "$policy.heshilao-kept" ]; then mv "$policy.heshilao-kept" "$policy"; else rm -f "$policy"; fi
    rm -f "$log"
}
[ ! -e "$policy" ] || mv "$policy" "$policy.heshilao-kept"
trap restore EXIT
trap 'exit 1' INT TERM HUP
printf '#!/bin/sh\nexit 101\n' > "$policy"  # "not allowed": packages leave their services as they are
chmod 755 "$policy"

install() { apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" > "$log" 2>&1; }
install "$@" || { apt-get update > "$log" 2>&1 && install "$@"; } || { tail -n 5 "$log" >&2; exit 1; }

# Nor at the next start of the machine: the demo runs its own.
if [ -d /run/systemd/system ]; then
    for package in "$@"; do
        case $package in
            rabbitmq-server) systemctl --quiet disable rabbitmq-server ;;
            nginx-light) systemctl --quiet disable nginx ;;
            redis-server) systemctl --quiet disable redis-server ;;
        esac
    done
fi
