#!/usr/bin/env bash
# dead_rank.sh PROGRAM: one of two ranks is killed, or leaves while the other one waits for it. The launcher must end
# the other one and fail, with the message of it, and what was learnt by then must be there to go on from.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "$1"
    cat "$work/log"
    exit 1
}

# job WORD…: two ranks of the program that do this; sets `code`.
job() {
    timeout --kill-after=5 60 mpirun -n 2 --oversubscribe "$program" "$@" >"$work/log" 2>&1
    code=$?
}
program=$1

job die "$work/training"
[[ $code == 137 ]] || fail "the job of a killed rank ended with $code, not with 137 (124: it hung)"
grep -q "rank 1 .* exited on signal 9" "$work/log" || fail "no message says which rank died, and how"
[[ -s $work/training/checkpoint.safetensors ]] || fail "there is no checkpoint"
"$program" resume "$work/training" >"$work/log" 2>&1 || fail "the checkpoint is not what was learnt"

job leave
[[ $code == 1 ]] || fail "the job that a rank left ended with $code, not with 1 (124: it hung)"
grep -q "rank 1 stopped while others wait for it" "$work/log" || fail "no message says which rank ended the job"
