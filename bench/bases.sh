#!/usr/bin/env bash
# What finding an image of twenty layers in an index of 100,000 known bases costs, opening the index included.
#   bench/bases.sh [IMAGES]
# Needs ./mvnw test-compile before.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$root/bench/work/bases
images=${1:-100000}
mkdir -p "$work"
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
path=$root/bases/target/test-classes
for room in foundation findings http oci inventory advisories policy bases; do
  path=$path:$root/$room/target/classes
done
jars=$(find "$HOME/.m2/repository/org/jspecify" "$HOME/.m2/repository/com/fasterxml/jackson/core/jackson-core" \
  -name '*.jar' 2>/dev/null | tr '\n' ':')
for _ in 1 2 3; do
  "$JAVA_HOME/bin/java" -cp "$path:$jars" dev.plinth.bases.index.LookupFigures "$work/$images.index" "$images"
done
