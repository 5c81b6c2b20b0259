#!/usr/bin/env bash
# Builds each bad Dockerfile below bench/mend, and what `plinth lint --fix=review` makes of it, and runs both.
#
# usage: mend.sh [NAME...]   the folders below bench/mend; all by default
#
# See stand-in.sh for what it needs. A folder may hold before.args and after.args (words for the builder, such as --secret) and
# prepare.sh, run in it first, and absent: text that no layer and no setting of the mended image may hold. Prints a table; exit code 1 where a mend breaks something, makes it larger, or leaves what can be mended.
set -euo pipefail
# shellcheck source=bench/stand-in.sh
. "$(dirname "$0")/stand-in.sh"
cd "$bench/mend"
[ $# -gt 0 ] || set -- *

printf '| file | builds | same output | MB before, after | findings before, after | could be mended |\n|---|---|---|---|---|---|\n'
worst=0
for name in "$@"; do
  for form in before after; do
    cp -r "$bench/mend/$name" "$work/$name-$form"
    [ ! -f "$work/$name-$form/prepare.sh" ] || (cd "$work/$name-$form" && sh prepare.sh && rm prepare.sh)
    for each in before.args after.args absent; do
      [ ! -f "$work/$name-$form/$each" ] || mv "$work/$name-$form/$each" "$work/$name.$each"
    done
  done
  "$plinth" lint --no-config --fix=review "$work/$name-after" >"$work/$name.fix" 2>&1 || [ $? -eq 1 ] || { cat "$work/$name.fix" >&2; worst=1; }
  builds='' same=no held='' sizes=()
  for form in before after; do
    for image in $(images "$work/$name-$form/Dockerfile"); do stand_in "$image" || echo "nothing stands in for $image" >&2; done
    words=()
    [ ! -f "$work/$name.$form.args" ] || mapfile -t words <"$work/$name.$form.args"
    if (cd "$work/$name-$form" && built "$name-$form" . "${words[@]}"); then
      builds+="yes "
      run "$name-$form" >"$work/$name-$form.out"
      sizes+=("$(bytes "$name-$form")")
    else
      builds+="no "
      sizes+=(0)
      tail -n 5 "$work/$name-$form.log" >&2
    fi
  done
  if [ "$builds" = "yes yes " ] && cmp -s "$work/$name-before.out" "$work/$name-after.out" && ! grep -q '^exit code' "$work/$name-after.out"; then same=yes; fi
  if [ "$builds" = "yes yes " ] && [ "$same" = no ]; then diff "$work/$name-before.out" "$work/$name-after.out" >&2 || true; fi
  read -r before _ < <(findings "$work/$name-before")
  read -r after left < <(findings "$work/$name-after")
  if [ -f "$work/$name.absent" ]; then
    for form in before after; do holds "$name-$form" "$(cat "$work/$name.absent")" && held+="yes " || held+="no "; done
    echo "$name: what was given to the build is in the image before, after: $held" >&2
    [ "$held" = "yes no " ] || worst=1
  fi
  # A folder more, such as one's home, is no growth.
  if [ "$same" = no ] || [ "$left" != 0 ] || [ "${sizes[1]}" -gt $((sizes[0] + 65536)) ]; then worst=1; fi
  printf '| `%s` | %s | %s | %d.%d, %d.%d | %s, %s | %s |\n' "$name" "$(sed 's/ $//; s/^yes yes$/yes, yes/' <<<"$builds")" "$same" \
    $((sizes[0] / 1000000)) $((sizes[0] / 100000 % 10)) $((sizes[1] / 1000000)) $((sizes[1] / 100000 % 10)) "$before" "$after" "$left"
  for form in before after; do store rmi --force "$name-$form" >/dev/null 2>&1 || true; done
done
exit $worst
