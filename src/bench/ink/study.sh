#!/bin/bash
# How wide an ink network should be, and how long it should learn: docs/experiments.md, "How long
# ink is learned, and how wide". Usage: src/bench/ink/study.sh MNIST [page|digit]
# Needs PyTorch, a graphics card with 60 GB, and as much room in /dev/shm; 16 processors draw the
# scenes while it learns.
set -e
cd "$(dirname "$0")/../../.."
mnist=$(realpath "$1")
kind=${2:-page}
folder=$(mktemp -d -p /dev/shm)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT

mvn -B -ntp -q test-compile
draw() { # FOLDER SEED FIRST LAST SHARDS
  mvn -B -ntp -q exec:exec \
    -Dmeasure="SceneShards $mnist $kind $folder/$1 $2 $3 $4 $5"
}
draw held-out 9001 55000 60000 8
draw scenes 11 0 55000 1500 &

learning=()
learn() { # CHANNELS BATCH SCENES
  python3 src/bench/ink/learn.py "$folder/scenes" "$folder/held-out" \
    --channels "$1" --batch "$2" --number "$3" &
  learning+=($!)
}
learn 16,32,48,80 64 640000
learn 16,32,64,128 64 500000
learn 32,32,48,80 64 380000
learn 16,48,96,160 64 280000
learn 32,48,80,112 64 230000
learn 32,48,80,112 32 230000
learn 16,32,48,80 24 230000
wait "${learning[@]}"
