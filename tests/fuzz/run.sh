#!/usr/bin/env bash
# Looks for input that does harm: builds the fuzz targets (Debian: clang-14, libclang-rt-14-dev) and runs each of them
# from its seeds on.
#     tests/fuzz/run.sh [SECONDS [SUBJECT…]]       60 s each, all of them
# New paths are kept in build/fuzz/corpus/SUBJECT for the next run. What did harm is in build/fuzz/found: mend it, and
# put the file with the seeds.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
subjects=("${@:2}")
((${#subjects[@]})) || subjects=(archive model_folder safetensors session_log)

cmake --preset fuzz >/dev/null
cmake --build build/fuzz --target fuzz
mkdir -p build/fuzz/found
if [[ -w /dev/shm ]]; then export TMPDIR=/dev/shm; fi # the targets write files
failed=()
for subject in "${subjects[@]}"; do
    log=build/fuzz/$subject.log
    mkdir -p "build/fuzz/corpus/$subject"
    if "build/fuzz/tests/fuzz/fuzz_$subject" -max_total_time="$seconds" -max_len=8192 -timeout=20 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/found/$subject-" "build/fuzz/corpus/$subject" "tests/fuzz/seeds/$subject" >"$log" 2>&1
    then
        echo "$subject: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, none does harm"
    else
        tail -n 60 "$log"
        failed+=("$subject")
    fi
done
if ((${#failed[@]})); then
    echo "harm was found: ${failed[*]}"
    exit 1
fi
