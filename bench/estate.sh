#!/usr/bin/env bash
# Fifty services on five bases, pinned, made stale, reported, updated: against a registry of its own.
#
# usage: estate.sh [FILES]
#
# Needs docker-registry (Debian's package) and python3. Checks that every file is byte for byte what it was but for
# the names of images, that each image is asked for once, and how long pinning and updating take beyond start-up; with
# FILES (1000 by default) that many files of forty images as well.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$root/bench/work/estate
files=${1:-1000}
port=5055
rm -rf "$work"
mkdir -p "$work"
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data
cat >"$work/registry.yml" <<E
version: 0.1
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:$port"}
log: {level: error, accesslog: {disabled: true}}
E
docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
registry=$!
trap 'kill $registry' EXIT
for _ in $(seq 50); do
  if curl -fs "http://127.0.0.1:$port/v2/" >/dev/null; then break; fi
  sleep 0.1
done
plinth=$root/plinth
"$plinth" --version >/dev/null
hub=localhost:$port/hub
cd "$work"
python3 "$root/bench/estate/fill.py" "localhost:$port" 0
python3 "$root/bench/estate/generate.py" "$work/estate" "$hub"
cp -r estate before

# Fails where a line differs in anything else than tags, digests and what the lock file is.
same() {
  python3 - "$1" "$2" <<'P'
import os, re, sys
old, new = sys.argv[1:]
name = re.compile(rb'(?<=/)(python|node|debian|nginx|postgres)(:|"?\r?\n\s+(newT|t)ag: *["\']?)[0-9A-Za-z_.@:-]*|sha256:[0-9a-f]{64}|(?<=tag: ["\'])[^"\']*|(?<=TAG=")[^"]*|(?<=newTag: )\S+|(?<=\{PG:-)[^}]*|(?<=digest: ")[^"]*')
changed = 0
for folder, _, files in os.walk(new):
    for each in files:
        path = os.path.join(folder, each)
        if each == "plinth.lock":
            continue
        one, two = (open(p, "rb").read() for p in (path.replace(new, old, 1), path))
        changed += one != two
        # A digest of its own line is the only line that may come.
        bare = [re.sub(rb'\r?\n\s+digest: sha256:[0-9a-f]{64}', b'', each) for each in (one, two)]
        if name.sub(b"*", bare[0]) != name.sub(b"*", bare[1]):
            sys.exit("differs in more than names: " + path)
print("   ", changed, "files changed, in nothing but the names of images")
P
}

cd estate
echo "== images"
"$plinth" images | tail -1
echo "== pin"
"$plinth" pin --check >/dev/null && exit 1
"$plinth" pin | tail -1
"$plinth" pin --check | tail -1
same ../before .
cp -r . ../pinned
echo "== outdated, nothing has moved"
"$plinth" outdated | tail -1
python3 "$root/bench/estate/fill.py" "localhost:$port" 1
echo "== outdated, the bases were rebuilt"
"$plinth" outdated | tail -1
"$plinth" outdated --fail-on release >/dev/null && exit 1
echo "== update"
"$plinth" update --write >update.txt || true
tail -1 update.txt
grep -A3 'moves from' update.txt | head -4
mv update.txt ..
same ../pinned .
"$plinth" update | tail -1

echo "== $files files of forty images"
cd "$work"
python3 - "$files" "localhost:$port" <<'P'
import os, sys
count, address = int(sys.argv[1]), sys.argv[2]
bases = ["python:3.12-slim", "node:22-slim", "debian:bookworm-slim", "nginx:1.27", "redis:7.2-bookworm", "postgres:16-bookworm", "python:3.12.4-slim-bookworm", "node:22.11.0-bookworm-slim"]
for i in range(count):
    os.makedirs("many/s%d" % i)
    with open("many/s%d/Dockerfile" % i, "w") as out:
        out.write("FROM %s/hub%d/%s\nRUN true %d\n" % (address, i % 5, bases[i // 5 % 8], i))
P
for i in 0 1 2 3 4; do
  sed "s#\"hub/#\"hub$i/#" "$root/bench/estate/fill.py" >fill-many.py
  python3 fill-many.py "localhost:$port" 1 >/dev/null
done
cd many
hello() { "$plinth" versions deb 1 2 >/dev/null; }
time hello
echo "pin:"
time "$plinth" pin >/dev/null
echo "update --no-effect:"
time "$plinth" update --no-effect >/dev/null
