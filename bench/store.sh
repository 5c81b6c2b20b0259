#!/usr/bin/env bash
# What opening a store of 200,000 records and matching 500 packages with it costs beyond start-up: whole scans of
# an SBOM of 500 packages with that store (some 700 findings), beside scans of the same SBOM without one; with a
# report of few of the findings, and with the JSON of all.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$root/bench/work/store
mkdir -p "$work"
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data
"$root/plinth" --version >/dev/null
if [ ! -f "$work/advisories.db" ]; then
  (cd "$root" && ./mvnw --quiet -pl advisories -am test-compile -Dspotless.check.skip=true)
  jars=$(printf '%s:' "$root"/distribution/target/app/lib/*.jar)
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx1g -cp "$root/advisories/target/test-classes:$jars" \
    dev.plinth.advisories.store.SyntheticStore "$work/advisories.db" 200000 42
fi
python3 - "$work" <<'PY'
import json, sys
digits = "0123456789abcdefghijklmnopqrstuvwxyz"
def base36(n):
    out = ""
    while True:
        n, r = divmod(n, 36)
        out = digits[r] + out
        if n == 0:
            return out
def name(i):
    return "package-" + base36(i * 7919 % 1000003) + "-lib"
kinds = ["pkg:deb/debian/%s@1.0?arch=amd64&distro=debian-12", "pkg:pypi/%s@1.0", "pkg:npm/%s@1.0.0", "pkg:golang/%s@1.0.0"]
def sbom(count):
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components":
            [{"type": "operating-system", "name": "debian", "version": "12"}] +
            [{"type": "library", "name": name(i), "version": "1.0", "purl": kinds[0 if i % 2 else 1 + i // 2 % 3] % name(i)} for i in range(count)]}
json.dump(sbom(500), open(sys.argv[1] + "/500.cdx.json", "w"))
PY
ls -la "$work/advisories.db"
export PLINTH_APP=$root/distribution/target/app PLINTH_JAVA=$JAVA_HOME/bin/java
plinth=$PLINTH_APP/bin/plinth
# Opening and matching beyond start-up is the second less the first (its table shows the critical ones alone); what
# the report of all findings costs beside it is how much further apart the last two are.
python3 "$root/bench/pairs.py" -n "${1:-15}" --warmup 3 \
  "start-up=$plinth scan sbom:$work/500.cdx.json -q -o table -s critical --db $work/none.db" \
  "500 of 200k=$plinth scan sbom:$work/500.cdx.json -q -o table -s critical --db $work/advisories.db" \
  "start-up, JSON=$plinth scan sbom:$work/500.cdx.json -q -o json --db $work/none.db" \
  "500 of 200k, JSON=$plinth scan sbom:$work/500.cdx.json -q -o json --db $work/advisories.db"
