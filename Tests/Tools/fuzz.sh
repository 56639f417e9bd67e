#!/usr/bin/env bash
# Tries readers with mutated inputs: fuzz.sh SECONDS [READER…], one after the other, each for SECONDS.
#
# Readers are markdown, cell, latex, record and build. What ends one is kept in .build/fuzzing/found and printed;
# it becomes a regression test. The inputs that reach new code are kept, so that the next run goes on from there.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-600}
shift || true
readers=("$@")
[ ${#readers[@]} -gt 0 ] || readers=(markdown cell latex record build)

folder=${NABLA_FUZZING:-.build/fuzzing}
export NABLA_FUZZERS=1

# program READER: builds what tries a reader, and names it.
program() {
  local name=ReaderFuzzing
  if [ "$1" = build ]; then name=BuildFuzzing; fi
  swift build -c release --sanitize=fuzzer --product "$name" --scratch-path "$folder/build" >&2
  echo "$folder/build/release/$name"
}

# beginnings READER: the pieces of the gallery that the reader is made for, a file each.
beginnings() {
  local number=0 file
  case $1 in
    markdown | build)
      for file in $(find Notebooks -name '*.md'); do number=$((number + 1)); cp "$file" "$2/gallery-$number"; done ;;
    cell)
      cat $(find Notebooks -name '*.md') | awk -v folder="$2" \
        '/^```\{nabla\}/ { number++; inside = 1; next } /^```/ { inside = 0 } inside { print > (folder "/gallery-" number) }' ;;
    latex)
      cat $(find Notebooks -name '*.md') | awk -v folder="$2" -v RS='\\$\\$' \
        'NR % 2 == 0 { file = folder "/gallery-" NR; print > file; close(file) }' ;;
    record)
      for file in $(find Output -name '*.record.json' -size -60k); do
        number=$((number + 1)); cp "$file" "$2/gallery-$number"
      done ;;
  esac
}

status=0
mkdir -p "$folder/found"
for reader in "${readers[@]}"; do
  corpus=$folder/corpus/$reader
  if [ ! -d "$corpus" ]; then mkdir -p "$corpus"; beginnings "$reader" "$corpus"; fi
  program=$(program "$reader")
  printf '%s: ' "$reader"
  NABLA_FUZZED=$reader timeout $((seconds + 120)) "$program" "$corpus" \
    -dict="$PWD"/Tests/Fuzzing/words.txt -max_total_time="$seconds" -timeout=30 -rss_limit_mb=3000 -max_len=16000 \
    -artifact_prefix="$folder/found/$reader-" -print_final_stats=1 >"$folder/$reader.log" 2>&1 || status=1
  sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$reader.log" | tr '\n' ' '
  tail -n 1 "$folder/$reader.log"
done
find "$folder/found" -type f | sort
exit $status
