#!/bin/sh
# Builds kwic and puts it under a folder with its manual pages and its completions for five shells,
# each where the shell looks for it:
#
#     sh install.sh                   # under /usr/local
#     sh install.sh ~/.local
#     DESTDIR=package sh install.sh /usr    # to be packed: package/usr/bin/kwic ...
#
# KWIC=PROGRAM takes a program that is built already.
set -eu

root=${DESTDIR:+${DESTDIR%/}/}${1:-/usr/local}
share=$root/share

if [ -z "${KWIC:-}" ]; then
    cargo build --release --locked --manifest-path "$(dirname "$0")/Cargo.toml"
    KWIC=${CARGO_TARGET_DIR:-$(dirname "$0")/target}/release/kwic
fi

# The completions of SHELL as the file NAME below share/.
completions() {
    mkdir -p "$(dirname "$share/$2")"
    "$KWIC" completions "$1" >"$share/$2"
}

mkdir -p "$root/bin"
# A program that runs cannot be written over, only replaced.
rm -f "$root/bin/kwic"
cp "$KWIC" "$root/bin/kwic"
chmod 755 "$root/bin/kwic"
"$KWIC" man --dir "$share/man/man1"
completions bash bash-completion/completions/kwic
completions zsh zsh/site-functions/_kwic
completions fish fish/vendor_completions.d/kwic.fish
completions powershell kwic/completions/kwic.ps1
completions elvish elvish/lib/kwic.elv
