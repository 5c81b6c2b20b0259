#!/usr/bin/env bash
# What is exported as policy.json, enforced by skopeo: ten references that Plinth approves, ten that it refuses.
#
# Needs docker-registry, skopeo (Debian's packages) and python3. Exits 1 where the two differ.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$root/bench/work/approved
port=5056
rm -rf "$work"
mkdir -p "$work"
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
at=localhost:$port
python3 "$root/bench/estate/fill.py" "$at" 1 >/dev/null
sed 's#"hub/#"team/#' "$root/bench/estate/fill.py" >"$work/fill.py"
python3 "$work/fill.py" "$at" 1 >/dev/null
cd "$work"
cat >.plinth.yaml <<E
approved:
  - {image: $at/hub/python, reason: a repository and what lies below}
  - {image: $at/hub/debian, reason: the same}
  - {image: "$at/hub/nginx:1.27", reason: one tag alone}
  - {image: "$at/hub/redis:7.2-bookworm", reason: one tag alone}
  - {image: $at/team/node, reason: of another namespace}
  - {image: $at/team/single, until: 2020-01-01, reason: it has ended}
E
"$root/plinth" policy export --format containers -o policy.json
differ=0
while read -r want image; do
  plinth=refused
  if "$root/plinth" policy check "$at/$image" >/dev/null; then plinth=allowed; fi
  skopeo=refused
  if skopeo --policy policy.json copy -q --src-tls-verify=false "docker://$at/$image" "dir:$work/out" 2>error.txt; then
    skopeo=allowed
  elif ! grep -q 'rejected by policy' error.txt; then
    cat error.txt >&2
    exit 2
  fi
  echo "$want plinth: $plinth skopeo: $skopeo $image"
  if [ "$plinth" != "$want" ] || [ "$skopeo" != "$want" ]; then differ=1; fi
done <<E
allowed hub/python:3.12-slim
allowed hub/python:3.12.4-slim-bookworm
allowed hub/python:3.13-slim-bookworm
allowed hub/debian:bookworm-slim
allowed hub/debian:12-slim
allowed hub/debian:trixie-slim
allowed hub/nginx:1.27
allowed hub/redis:7.2-bookworm
allowed team/node:22-slim
allowed team/node:22.19.0-bookworm-slim
refused hub/nginx:1.27.5
refused hub/nginx:1.28.0
refused hub/redis:7.2.4-bookworm
refused hub/node:22-slim
refused hub/postgres:16.3-bookworm
refused hub/single:1.0
refused hub/amd64only:1.0
refused team/python:3.12-slim
refused team/debian:bookworm-slim
refused team/single:1.0
E
if [ "$differ" = 0 ]; then echo "the same in all twenty"; fi
exit "$differ"
