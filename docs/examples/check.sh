#!/usr/bin/env bash
# Runs every example that has an .expected file beside it and compares what it prints.
# usage: docs/examples/check.sh VM_BINARY
set -euo pipefail
vm=$(realpath "$1")
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0
failed=0
for expected in docs/examples/*.expected; do
  script=${expected%.expected}.wl
  if "$vm" "$script" "$out" >"$out/printed" 2>"$out/messages" && diff -u "$expected" "$out/printed"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED %s\n' "$script"
    cat "$out/messages"
  fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
