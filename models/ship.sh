#!/usr/bin/env bash
# Makes the files of a pretrained model from its run: models/ship.sh RUN NAME [EVALUATE-ARGUMENTS]
# What remains by hand is the card, NAME.md, whose figures this prints. The model of a typed table keeps
# its exact weights, because rounding them shows in dependences that are nearly exact; its preview is
# a CSV file.
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
resources="$home/models/src/main/resources/dev/wgan/models"
run=$1
name=$2
shift 2

precision=fp16-weights
preview=$name.png
if [ -f "$run/schema.json" ]; then
  precision=fp32
  preview=$name.csv
fi

"$home/bin/wgan" export "$run" --precision "$precision" -o "$resources/$name.onnx"
"$home/bin/wgan" sample "$resources/$name.onnx" -n 64 --seed 42 -o "$resources/$preview"
cp "$run/config.json" "$resources/$name.config.json"
"$home/bin/wgan" evaluate "$resources/$name.onnx" "$@" --json "$resources/$name.json"
"$home/bin/wgan" describe "$resources/$name.onnx"
index="$home/models/src/main/resources/META-INF/wgan/models"
{ head -n 1 "$index"; { sed 1d "$index"; echo "$name"; } | LC_ALL=C sort -u; } >"$index.new"
mv "$index.new" "$index"
sha256sum "$resources/$name.onnx"
