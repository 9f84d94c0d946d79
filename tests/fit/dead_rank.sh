#!/usr/bin/env bash
# dead_rank.sh PROGRAM: one of two ranks dies; mpirun must say so and fail, and what was learnt by
# then must be there to go on from.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if mpirun -n 2 --oversubscribe "$1" "$work" >"$work.log" 2>&1; then
    echo "the job did not fail"
    exit 1
fi
grep -qi "exit" "$work.log" || { echo "no message"; cat "$work.log"; exit 1; }
rm -f "$work.log"
exec "$1" "$work" resume
