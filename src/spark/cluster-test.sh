#!/usr/bin/env bash
# Runs the job in local-cluster[2,1,1024], whose two executors are processes of their own, while executors,
# recognisers and workers are killed and stopped, and holds every row against what mnistfit answers on one machine.
# Also runs the examples of docs/spark.md in Python, SQL and Scala.
#
# Build first: mvn package -DskipTests && mvn -f src/spark package
# or let Maven run this behind the tests: mvn -f src/spark -Pcluster verify
# SPARK_HOME names a Spark 4.0 or 4.1; without one, src/spark/spark-home.sh finds or installs it.
#
# usage: src/spark/cluster-test.sh [NUMBER [PICTURE-FOLDER...]]
#   NUMBER of generated pictures, 2000 if nothing is said; in a run of its own, nothing is killed, and the folders'
#   pictures are read: if none are named, those of ../shared/pictures, where that is
set -euo pipefail
number=${1:-2000}
[ $# = 0 ] || shift
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -gt 0 ] || [ ! -d "$root/../shared/pictures" ] || set -- "$root/../shared/pictures"
folders=()
for folder; do folders+=("$(realpath "$folder")"); done
cd "$root"
SPARK_HOME=$(src/spark/spark-home.sh)
export SPARK_HOME
mnistfit=$PWD/target/mnistfit/bin/mnistfit
jar=$PWD/target/spark/mnistfit-spark.jar
archive=$PWD/target/spark/mnistfit.zip
here=$PWD/src/spark
samples=$PWD/samples
export SPARK_LOCAL_IP=127.0.0.1
# Executors and workers of this machine's own cache, so that what a first run does is done here, too.
work=$(mktemp -d)
export XDG_CACHE_HOME=$work/cache
job=
cluster=()
# shellcheck disable=SC2317 # the trap calls it
end() {
  for process in "${cluster[@]}" ${job:+"$job"}; do kill "$process" 2>/dev/null || :; done
  [ -z "$job" ] || wait "$job" 2>/dev/null || :
  rm -rf "$work"
}
trap end EXIT
failed=0
# Small tasks and batches, so that something is under way whenever something is killed.
division=(--format csv --task-size 100 --batch-size 500)
input=("$work/pictures")
alone=$work/alone.csv

submit() { # NAME, then options of spark-submit
  local name=$1
  shift
  exec "$SPARK_HOME/bin/spark-submit" --master 'local-cluster[2,1,1024]' --files "$archive" \
    --conf "spark.sql.warehouse.dir=$work/warehouse" "$@" \
    "$jar" predict "${input[@]}" -r -o "$work/$name" "${division[@]}" >"$work/$name.log" 2>&1
}

# The processes of the running job, by their class; Java's own names would also find those of other jobs.
executors() { pgrep -P "$job" -f CoarseGrainedExecutorBackend || :; }
recognisers() { for e in $(executors); do pgrep -P "$e" -f RecognizerMain || :; done; }
workers() { for r in $(recognisers); do pgrep -P "$r" -f FitWorker || :; done; }
tasks_done() { grep -c 'Finished task' "$work/$1.log" || :; }

await_tasks() { # NAME, NUMBER
  while kill -0 "$job" 2>/dev/null && [ "$(tasks_done "$1")" -lt "$2" ]; do sleep 0.2; done
}

check() { # NAME, WHAT HAPPENED, options of same_answers.py
  local status=0
  wait "$job" || status=$?
  job=
  if [ $status = 0 ] && answer=$("$here/same_answers.py" "$work/$1" "$alone" "${@:3}"); then
    echo "| $2 | $answer |"
  else
    echo "| $2 | FAILED, status $status |"
    printf '%s\n' "${answer:-}" | tail -5
    tail -20 "$work/$1.log"
    failed=1
  fi
}

java -Djava.awt.headless=true src/bench/MakePictures.java "$work/pictures/made" "$number"
mkdir -p "$work/pictures/samples"
cp "$samples"/*.jpg "$samples"/*.png "$work/pictures/samples"
: >"$work/pictures/samples/empty.png"
echo "no picture" >"$work/pictures/samples/text.jpg"
head -c 5000 "$samples/thin.jpg" >"$work/pictures/samples/half.jpg"
# Says that it has 60,000 by 60,000 pixels: a decoder that believed it would take all memory.
{
  printf '\211PNG\r\n\032\n\0\0\0\015IHDR\0\0\352\140\0\0\352\140\010\0\0\0\0'
  head -c 200 /dev/zero
} >"$work/pictures/samples/bomb.png"

on_one_machine() { # PICTURE-FOLDER...: without what Spark leaves out, too
  find "$@" -type f -not -path '*/[._]*' | sort >"$work/list"
  "$mnistfit" predict --format csv --files-from "$work/list" 2>/dev/null || [ $? = 1 ]
}
on_one_machine "$work/pictures" >"$alone"

echo "| what happens | rows |"
echo "| --- | --- |"

submit quiet &
job=$!
check quiet "nothing"
echo "the archive was unpacked $(find "$XDG_CACHE_HOME/mnistfit/spark" -name mnistfit.jar | wc -l) time for two executors"

submit executor &
job=$!
await_tasks executor 4
kill -KILL "$(executors | head -1)"
check executor "an executor is killed"
grep -q 'Lost executor' "$work/executor.log" || { echo "no executor was lost" && failed=1; }

submit recogniser &
job=$!
for n in 2 5 8; do
  await_tasks recogniser $n
  for r in $(recognisers); do kill -KILL "$r" 2>/dev/null || :; done
done
check recogniser "both recognisers are killed, three times"
! grep -q 'Lost task' "$work/recogniser.log" || { echo "that cost a task" && failed=1; }

submit worker &
job=$!
killed=0
while kill -0 "$job" 2>/dev/null; do
  w=$(workers | sed -n $((killed % 2 + 1))p)
  # A picture at which two workers crash is taken for the culprit, so crashes are few here.
  signal=KILL
  [ $((killed % 5)) != 4 ] || signal=SEGV
  if [ -n "$w" ] && kill -$signal "$w" 2>/dev/null; then killed=$((killed + 1)); fi
  sleep 2
done
check worker "$killed workers are killed, or crash"
! grep -q 'Lost task' "$work/worker.log" || { echo "that cost a task" && failed=1; }

# Here they are many: whatever is decoded then looks poisoned. Those rows say so, all others are as ever.
submit poison &
job=$!
await_tasks poison 3
for _ in $(seq 20); do
  for w in $(workers); do kill -SEGV "$w" 2>/dev/null || :; done
  sleep 0.5
done
check poison "every worker crashes, for ten seconds" --crashes
! grep -q 'Lost task' "$work/poison.log" || { echo "that cost a task" && failed=1; }

# A task whose recogniser is stopped never ends: a copy of it runs on the other executor. Spark runs no copy on the
# machine of the first, so here are two machines, of one name each.
class=$SPARK_HOME/bin/spark-class
"$class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7979 --webui-port 0 >"$work/master.log" 2>&1 &
cluster+=($!)
for host in 127.0.0.1 127.0.0.2; do
  SPARK_LOCAL_IP=$host "$class" org.apache.spark.deploy.worker.Worker --host $host --cores 1 --memory 1024m \
    --webui-port 0 --work-dir "$work/$host" spark://127.0.0.1:7979 >"$work/$host.log" 2>&1 &
  cluster+=($!)
done
submit speculation --master spark://127.0.0.1:7979 --conf spark.speculation=true \
  --conf spark.speculation.interval=200ms --conf spark.speculation.quantile=0.1 \
  --conf spark.speculation.multiplier=1.2 --conf spark.executor.cores=1 &
job=$!
await_tasks speculation 3
stopped=$(pgrep -P "$(pgrep -P "${cluster[1]}" -f CoarseGrainedExecutorBackend | head -1)" -f RecognizerMain | head -1)
kill -STOP "$stopped"
check speculation "a recogniser is stopped for good; its task runs on another machine, too"
kill -KILL "$stopped" 2>/dev/null || :
grep -q 'as speculatable' "$work/speculation.log" || { echo "nothing ran twice" && failed=1; }

# The same two machines; one of them is lost, with what ran there.
submit machine --master spark://127.0.0.1:7979 --conf spark.executor.cores=1 &
job=$!
await_tasks machine 3
kill -KILL "${cluster[2]}"
check machine "one of two machines' Spark workers is killed"
grep -q 'Lost executor' "$work/machine.log" || { echo "no executor was lost" && failed=1; }
kill "${cluster[@]}" 2>/dev/null || :
wait "${cluster[@]}" 2>/dev/null || :

# The driver is killed; what it had committed is kept, and the rest is done by a second run.
( submit driver ) &
job=$!
await_tasks driver 6
kill -KILL "$job"
wait "$job" 2>/dev/null || :
division+=(--resume)
submit driver &
job=$!
check driver "the driver is killed, and the job resumed"

if [ ${#folders[@]} -gt 0 ]; then
  input=("${folders[@]}")
  division=(--format csv)
  alone=$work/folders.csv
  on_one_machine "${folders[@]}" >"$alone"
  submit folders &
  job=$!
  check folders "nothing, pictures of ${#folders[@]} folders"
fi

"$here/examples.sh" || failed=1
exit $failed
