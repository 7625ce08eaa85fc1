#!/usr/bin/env bash
# One training run on a machine with a GPU that has torch, tokenizers and safetensors, and nothing of this project installed.
#
#   training/run_on_gpu.sh TOKENIZER_FOLDER OUT_FOLDER SECONDS [option of training.train ...]
#
#   WHEELS   a folder of wheels to add first: pydantic, pydantic-core, annotated-types, typing-inspection, typing-extensions
#   PARTS    a folder that gets model.safetensors in parts of 15 MB, for machines that hand back small files only
#
# The state stays in OUT_FOLDER: call again with --resume to go on. Compiling takes 1 to 3 minutes of SECONDS, so runs are long or
# uncompiled (--no-compile: 2 to 3 times as slow, at once). The schedule ends with SECONDS unless --until says otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tokenizer=$1 out=$2 seconds=$3
shift 3
if [ -n "${WHEELS:-}" ]; then
  python3 -m pip install -q --no-index --no-deps --no-compile --target /tmp/throughline-wheels --upgrade "$WHEELS"/*.whl
  export PYTHONPATH=/tmp/throughline-wheels${PYTHONPATH:+:$PYTHONPATH}
fi
mkdir -p "$out"
PYTHONUNBUFFERED=1 PYTHONWARNINGS=ignore python3 -m training.train --tokenizer "$tokenizer" --out "$out" --seconds "$seconds" "$@" 2>&1 |
  tee -a "$out/log.txt"
if [ -n "${PARTS:-}" ]; then
  split -b 15000000 -d "$out/model.safetensors" "$PARTS/part_"
  cp "$out/config.json" "$PARTS/"
  grep '^step' "$out/log.txt" | awk 'NR % 10 == 0' >"$PARTS/log.txt"
fi
sha256sum "$out/model.safetensors"
