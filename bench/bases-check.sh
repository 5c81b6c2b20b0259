#!/usr/bin/env bash
# Whether bases are found by layers alone, and whether `inspect` tells what native tools do.
#
# usage: bases-check.sh
#
# Fills a registry on loopback with bases (Debian, a slim one, distroless, Alpine, BusyBox, rpm, one static program) and images that
# buildah builds on them, some with labels that lie; indexes the bases, and compares what `scan`, `inspect`, `diff` and `evaluate`
# say with how each image was made, and with skopeo, dpkg-query, rpm and du. Exit code 1 where anything differs.
# Needs root, buildah, skopeo, umoci, docker-registry, mmdebstrap, rpmbuild, go and a mirror of Debian; ALPINE_DATA names a folder with a real
# `installed` and `os-release` of Alpine, where there is one. What is made is kept in bench/work/bases-check; --again makes it anew.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$root/bench/work/bases-check
port=${PORT:-5056}
for tool in buildah skopeo umoci docker-registry mmdebstrap rpm rpmbuild go python3; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: only root builds here"; exit 0; }
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
[ "${1:-}" != --again ] || rm -rf "$work"
mkdir -p "$work"
cat >"$work/config.yml" <<YML
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: "$work/registry"}}
http: {addr: "127.0.0.1:$port"}
YML
docker-registry serve "$work/config.yml" >"$work/registry.log" 2>&1 &
registry=$!
trap 'kill $registry' EXIT
until python3 -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2>/dev/null; do
  kill -0 $registry
  sleep 0.1
done
if [ ! -f "$work/made/.done" ]; then
  rm -rf "$work/made" && mkdir "$work/made"
  "$root/bench/bases/make.sh" "$work/made" "127.0.0.1:$port"
  touch "$work/made/.done"
fi
python3 "$root/bench/bases/check.py" "$work" "127.0.0.1:$port" "${PLINTH:-$root/plinth}"
