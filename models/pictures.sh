#!/usr/bin/env bash
# Makes the pretrained models that restore pictures again: models/pictures.sh FOLDER
#
# FOLDER receives the photographs and the runs. Debian's apt-get downloads the photographs (package
# lomiri-wallpapers-16.04) and Fashion-MNIST (package dataset-fashion-mnist). The trainings take
# about two hours of one core. What remains by hand are the cards.
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
resources="$home/models/src/main/resources/dev/wgan/models"
wgan="$home/bin/wgan"
mkdir -p "$1"
cd "$1"

# Three photographs by authors of whom nothing else is in the training data are kept for evaluation.
apt-get download lomiri-wallpapers-16.04 dataset-fashion-mnist
for package in *.deb; do dpkg-deb -x "$package" packages; done
mkdir -p photos others
for photo in packages/usr/share/backgrounds/*.jpg; do
  case "$photo" in
    *Wine* | *Dragonfly* | *Bridge*) cp "$photo" others/ ;;
    *) cp "$photo" photos/ ;;
  esac
done
fashion=packages/usr/share/datasets/fashion-mnist

patches=(--data photos --patches --size 64 --shrink 2 --threads 1)
steady=(--set learning_rate_decay=none)
slow=(--set content_steps=0 --set critic_iterations=1 --set learning_rate_decay=linear --set average=0.998)

"$wgan" train --task upscale "${patches[@]}" "${steady[@]}" --set degradation=box \
  --set content_steps=9000 --steps 9000 -o x2-content
"$wgan" train --task upscale --from x2-content "${patches[@]}" "${slow[@]}" --set degradation=box \
  --set content_weight=30 --set critic_learning_rate=4e-4 --set generator_learning_rate=4e-5 \
  --set checkpoint_every=50 --set keep=100 --steps 3500 -o x2

"$wgan" train --task inpaint "${patches[@]}" "${steady[@]}" --set width=16 \
  --set generator_learning_rate=6e-4 --set content_steps=6000 --steps 6000 -o inpaint-content
"$wgan" train --task inpaint --from inpaint-content "${patches[@]}" "${slow[@]}" --set width=16 \
  --set content_weight=4 --set critic_learning_rate=4e-4 --set generator_learning_rate=1e-4 \
  --steps 3000 -o inpaint-1
"$wgan" train --task inpaint --from inpaint-1 "${patches[@]}" "${slow[@]}" --set width=16 \
  --set content_weight=1 --set critic_learning_rate=5e-4 --set generator_learning_rate=2e-4 \
  --steps 2500 -o inpaint

clothes=(--data "$fashion" --part train --threads 1 --set factor=4 --set degradation=box
  --set width=48 --set depth=4 --set batch=32)
"$wgan" train --task upscale "${clothes[@]}" "${steady[@]}" --set generator_learning_rate=6e-4 \
  --set content_steps=4000 --steps 4000 -o x4-content
"$wgan" train --task upscale --from x4-content "${clothes[@]}" "${slow[@]}" \
  --set content_weight=15 --set critic_learning_rate=4e-4 --set generator_learning_rate=5e-5 \
  --steps 3500 -o x4-1
"$wgan" train --task upscale --from x4-1 "${clothes[@]}" "${slow[@]}" \
  --set content_weight=10 --set critic_learning_rate=4e-4 --set generator_learning_rate=5e-5 \
  --steps 2500 -o x4

# ship RUN NAME [CHECKPOINT]
ship() {
  "$wgan" export "$1" --checkpoint "${3:-latest}" --precision fp16-weights -o "$resources/$2.onnx"
  cp "$1/config.json" "$resources/$2.config.json"
  sha256sum "$resources/$2.onnx"
}
ship x2-content photo-x2-content
ship x2 photo-x2 2850
ship inpaint-content photo-inpaint-content
ship inpaint photo-inpaint
ship x4-content fashion-x4-content
ship x4 fashion-x4

for name in photo-x2 photo-inpaint; do
  "$wgan" evaluate "$resources/$name.onnx" --compare "$resources/$name-content.onnx" \
    --data others --shrink 2 --json "$resources/$name.json"
done
