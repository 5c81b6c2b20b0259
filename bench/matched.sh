#!/usr/bin/env bash
# A warm scan beside Trivy's, both matching the same advisories.
#
# usage: matched.sh LAYOUT DATA TRIVY [ROUNDS], for example
#   matched.sh work/large/oci-gzip DATA ~/trivy
#
# DATA   folder of the reference data
# TRIVY  the Go module in which Trivy was built (bench/README.md): its bbolt makes Trivy's database
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
layout=$(cd "$1" && pwd -P)
data=$(cd "$2" && pwd -P)
trivy=$(cd "$3" && pwd -P)
rounds=${4:-11}
work=$root/bench/work/matched
mkdir -p "$work"
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data TRIVY_CACHE_DIR=$work/trivy
if [ ! -f "$TRIVY_CACHE_DIR/db/metadata.json" ]; then
  python3 "$root/bench/matched.py" "$data" "$work/advisories"
  "$root/plinth" db import "$work/advisories/osv" "$data"/advisories/{pypa,govulndb,rustsec-osv}.tar.xz
  mkdir -p "$trivy/trivydb"
  cp "$root/bench/trivydb/main.go" "$trivy/trivydb/"
  (cd "$trivy" && go run -mod=mod ./trivydb "$work/advisories" "$TRIVY_CACHE_DIR/db")
fi
# shellcheck source=/dev/null
. "$root/bench/trivy-java-db.sh"
export PLINTH_APP=$root/distribution/target/app PLINTH_JAVA=$JAVA_HOME/bin/java
ours="$PLINTH_APP/bin/plinth scan oci-dir:$layout --quiet"
theirs="$trivy/trivy image --input $layout --offline-scan --skip-db-update --skip-java-db-update --scanners vuln --quiet"
echo "== what each finds"
$ours | tail -n 1 || true
$theirs --format json >"$work/trivy.json"
python3 -c 'import collections, json, sys
print(dict(collections.Counter(r["Type"] for r in json.load(open(sys.argv[1]))["Results"] for _ in r.get("Vulnerabilities", []))))' "$work/trivy.json"
echo "== warm"
python3 "$root/bench/pairs.py" -n "$rounds" --warmup 2 "plinth=$ours" "trivy=$theirs" "plinth json=$ours -o json" "trivy json=$theirs --format json"
