#!/usr/bin/env bash
# Cold and warm scans of one image beside what cannot be done without, and beside other tools.
#
# usage: scan.sh LAYOUT [ROUNDS], for example scan.sh work/large/oci-gzip (made by reference/make.sh work/large large)
#
# Compares with trivy and syft where they are on PATH (bench/README.md says how to build them). Trivy makes its
# SBOM only: that needs no advisory database, and it hashes nothing.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
layout=$(cd "$1" && pwd -P)
rounds=${2:-3}
work=$root/bench/work/scan
mkdir -p "$work"
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data
"$root/plinth" --version # builds where sources have changed
# As the release starts it: the checkout's script looks for changed sources first, which is no part of a scan.
export PLINTH_APP=$root/distribution/target/app PLINTH_JAVA=$JAVA_HOME/bin/java
plinth=$PLINTH_APP/bin/plinth

echo "== bare"
mkdir -p "$work/classes"
jars=$(printf '%s:' "$root"/distribution/target/app/lib/*.jar)
"$JAVA_HOME/bin/javac" -cp "$jars" -d "$work/classes" "$root/bench/BareInflateAndHash.java"
bare="$JAVA_HOME/bin/java -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dplinth.native=$root/distribution/target/app/lib/native \
  -cp $work/classes:$jars dev.plinth.oci.compress.BareInflateAndHash $layout"
# shellcheck disable=SC2086 # a command line
$bare

tools=("plinth=$plinth scan oci-dir:$layout --quiet -o json")
if command -v trivy >/dev/null; then
  export TRIVY_CACHE_DIR=$work/trivy
  # shellcheck source=/dev/null
  . "$root/bench/trivy-java-db.sh"
  tools+=("trivy-sbom=trivy image --input $layout --offline-scan --skip-db-update --skip-java-db-update --timeout 30m --quiet --format cyclonedx")
fi
if command -v syft >/dev/null; then
  export SYFT_CHECK_FOR_APP_UPDATE=false
  tools+=("syft-sbom=syft scan oci-dir:$layout --quiet -o cyclonedx-json")
fi
echo "== cold"
# In turn with the others, since a machine's pace drifts; one thread, its start-up included.
python3 "$root/bench/pairs.py" -n "$rounds" --warmup 1 --before "rm -rf $work/cache $work/trivy/fanal" "${tools[@]}" "bare=$bare"
echo "== warm"
python3 "$root/bench/pairs.py" -n $((rounds * 3)) --warmup 2 "${tools[@]:0:2}"
