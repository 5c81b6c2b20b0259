#!/usr/bin/env bash
# Runs one fuzz target for some seconds with Jazzer, coverage-guided, from the committed seeds.
#
# usage: fuzz.sh TARGET SECONDS [SEEDS], for example fuzz.sh dev.plinth.oci.tar.TarFuzzTest 300 tar
#
# SEEDS names a folder under the module's src/test/resources/fuzz; without it all of the module's serve.
#
# Finds are written to bench/work/fuzz/TARGET; keep them as tests under src/test/resources/fuzz.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
target=$1
seconds=$2
module=$(printf %s "$target" | cut -d. -f3)
name=${target##*.}
cd "$root"
work=$root/bench/work/fuzz/$name
mkdir -p "$work/corpus"
if [ ! -s "$work/classpath" ] || [ -n "$(find "$module/src" -newer "$work/classpath" -print -quit)" ]; then
  # In one reactor, or the other rooms' classes would have to be installed first; the room itself comes last.
  ./mvnw --quiet -pl "$module" -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -DskipTests -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test
fi
seeds=$(find "$root/$module/src/test/resources/fuzz" -maxdepth 1 -mindepth 1 -type d -name "${3:-*}" | tr '\n' ' ')
cd "$work"
# shellcheck disable=SC2086
exec "$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED -XX:+EnableDynamicAgentLoading --sun-misc-unsafe-memory-access=allow \
  -cp "$root/$module/target/test-classes:$root/$module/target/classes:$(cat "$work/classpath")" \
  com.code_intelligence.jazzer.Jazzer --target_class="$target" --instrumentation_includes='dev.plinth.**' \
  --reproducer_path="$work" -max_total_time="$seconds" -rss_limit_mb=3000 -timeout=20 -max_len="${MAX_LENGTH:-8192}" -print_final_stats=1 \
  "$work/corpus" $seeds
