#!/usr/bin/env bash
# Runs exports of every precision in ONNX Runtime 1.10 and in onnxruntime-web, against the pinned one.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules/onnxruntime-web ] || npm install --no-audit --no-fund
mvn -B -ntp -q dependency:copy -Dartifact=com.microsoft.onnxruntime:onnxruntime:1.10.0 \
  -DoutputDirectory="$PWD/../../wgan-onnx-export/target/old" -f ../../pom.xml -N
mvn -B -ntp -q -f ../../pom.xml -pl wgan-onnx-export -am test -Dtest=InteropCheck \
  -Dsurefire.failIfNoSpecifiedTests=false \
  -Dwgan.test.onnxruntime.old="$PWD/../../wgan-onnx-export/target/old/onnxruntime-1.10.0.jar"
cat ../../wgan-onnx-export/target/interop/old.txt
node check.mjs ../../wgan-onnx-export/target/interop
