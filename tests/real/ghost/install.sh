#!/usr/bin/env bash
# Install a real Ghost, and the Node.js that it wants, from npm: the judge of what we write for Ghost. It takes minutes and
# a gigabyte, so it is kept in a cache folder, whole or not at all, and done once.
#
# Usage: tests/real/ghost/install.sh          prints the folder; needs npm, python3, a C++ compiler and make
set -euo pipefail
ghost=6.65.0 node=22.23.3 pnpm=10.34.9 gyp=11.5.0
place="${XDG_CACHE_HOME:-$HOME/.cache}/outlast-real/ghost-$ghost"
if [ -d "$place" ]; then
  echo "$place"
  exit
fi
case "$(uname -m)" in
  x86_64) system=linux-x64 ;;
  aarch64) system=linux-arm64 ;;
  *) echo "There is no Node.js on npm for this kind of computer." >&2 && exit 1 ;;
esac
mkdir -p "$(dirname "$place")"
work="$(mktemp -d "$place.XXXXXX")"
trap 'rm -rf "$work"' EXIT

unpack() { # PACKAGE@VERSION FOLDER
  mkdir -p "$work/$2"
  tar xzf "$work/$(cd "$work" && npm pack "$1" --silent | tail -1)" -C "$work/$2" --strip-components=1
}
{
  unpack "node-$system@$node" node
  unpack "pnpm@$pnpm" pnpm
  unpack "ghost@$ghost" ghost
  export PATH="$work/node/bin:$PATH"
  # Headers of this Node.js, not of the system's: else the database is built for another one and does not load.
  export npm_config_nodedir="$work/node" npm_config_manage_package_manager_versions=false
  (
    cd "$work/ghost"
    # No scripts: the one native part that is needed is built below; the others take minutes and have a stand-in.
    node ../pnpm/bin/pnpm.cjs install --prod --no-frozen-lockfile --ignore-scripts \
      --config.node-linker=hoisted --reporter=append-only
    cd node_modules/better-sqlite3
    npm exec --yes -- "node-gyp@$gyp" rebuild --release --nodedir="$work/node"
  )
  rm -rf "$work"/*.tgz "$work/pnpm"
} >&2
chmod 755 "$work"
mv -T "$work" "$place" 2>/dev/null || [ -d "$place" ] # another one was faster
echo "$place"
