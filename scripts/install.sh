#!/bin/sh
# Makes .venv with the package and all it needs, and gets the grading sandbox where it may.
set -eu
python=${PYTHON:-python3}

stop() {
    echo "make install: $*" >&2
    exit 1
}

# Debian packages, as root or through a sudo that asks for no password; fails without either.
apt_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
    $sudo true 2>/dev/null || return 1
    apt="$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
    $apt install "$@" || { $apt update && $apt install "$@"; }
}

pip_install() {
    .venv/bin/python -m pip install --disable-pip-version-check --constraint constraints.txt "$@"
}

ask() {
    "$python" -c "import sys; $1"
}

command -v "$python" >/dev/null ||
    stop "there is no '$python'; name a Python of 3.11 or newer: make PYTHON=/path/to/python3"
ask 'sys.exit(sys.version_info < (3, 11))' ||
    stop "'$python' is $("$python" -V 2>&1); name one of 3.11 or newer: make PYTHON=/path/to/python3"
if ! ask 'import ensurepip, venv' 2>/dev/null; then
    package=python$(ask 'print("%d.%d" % sys.version_info[:2])')-venv
    apt_install "$package" || stop "'$python' cannot make environments: sudo apt-get install $package"
fi

if ! grep -sqF " $(pwd -P)/.venv" .venv/pyvenv.cfg || ! .venv/bin/python -c pass; then
    "$python" -m venv --clear .venv
    pip_install --upgrade pip
fi
echo "Installing into .venv; PyTorch is large, so the first time takes minutes."
pip_install --editable '.[dev]'

# Only grading needs the sandbox, and only Linux has it.
if [ "$(uname)" = Linux ] && ! command -v bwrap >/dev/null; then
    apt_install bubblewrap ||
        echo "To grade hand-ins, install the sandbox: sudo apt-get install bubblewrap" >&2
fi
