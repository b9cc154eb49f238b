#!/usr/bin/env bash
# Holds the OpenAPI document of a running `mnistfit serve` against what it answers, by schemathesis, which goes
# to a virtual environment outside the repository. Build the distribution first: mvn package -DskipTests.
#
# usage: src/bench/serve/schemathesis.sh [EXAMPLES]
set -euo pipefail
cd "$(dirname "$0")/../../.."

environment=${XDG_CACHE_HOME:-$HOME/.cache}/mnistfit-bench/schemathesis
if ! [ -x "$environment/bin/schemathesis" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet schemathesis
fi
exec 3< <(exec target/mnistfit/bin/mnistfit serve --port 0)
server=$!
trap 'kill $server' EXIT
read -r page <&3
"$environment/bin/schemathesis" run "${page}openapi.json" --url "${page%/}" --max-examples "${1:-50}" --checks \
  not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
