#!/usr/bin/env bash
# Cold and warm scans of one image from a registry on loopback, beside the same image from its layout on disk.
#
# usage: registry.sh LAYOUT [ROUNDS], for example registry.sh work/large/oci-gzip (made by reference/make.sh work/large large)
#
# Needs docker-registry and skopeo. Wanted: cold at most 1.15 times, warm at most 1.5 times the time from disk.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
layout=$(cd "$1" && pwd -P)
rounds=${2:-3}
work=$root/bench/work/registry
port=${PORT:-5055}
rm -rf "$work"
mkdir -p "$work"
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data
cat > "$work/config.yml" <<YML
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: "$work/store"}}
http: {addr: "127.0.0.1:$port"}
YML
docker-registry serve "$work/config.yml" >"$work/log" 2>&1 &
registry=$!
trap 'kill $registry' EXIT
until python3 -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2>/dev/null; do
  kill -0 $registry
  sleep 0.1
done
skopeo copy --quiet --preserve-digests --dest-tls-verify=false "oci:$layout" "docker://127.0.0.1:$port/bench/image:1"
"$root/plinth" --version
commands=("disk=$root/plinth scan oci-dir:$layout --quiet -o json"
          "registry=$root/plinth scan registry:127.0.0.1:$port/bench/image:1 --quiet -o json")
echo "== cold"
python3 "$root/bench/pairs.py" -n "$rounds" --warmup 1 --before "rm -rf $work/cache" "${commands[@]}"
echo "== warm"
python3 "$root/bench/pairs.py" -n $((rounds * 7)) --warmup 2 "${commands[@]}"
