#!/usr/bin/env bash
# Makes spoken digits: models/digits/make.sh FOLDER [CLIPS-PER-VOICE] [SEED] [PROCESSES]
#
# FOLDER receives train/zero to train/nine and test/zero to test/nine: WAV files of one channel, 16
# bits, 8,000 Hz and 4,096 samples, each a word in the middle with a peak of 0.9. A voice is an
# accent with a variant of espeak-ng. The variants of the test part speak in no other part. Pitch
# and speed are drawn from the seed. Equal arguments and equal versions of the programs make equal
# files, whatever the number of processes. A file that is there is kept, so that a second call
# continues a first. A word that is longer than 4,096 samples is left out and counted.
#
# With 4 clips per voice (the default) there are 7,360 clips to train on and 1,280 to test on,
# less the words that are too long. Needs Debian's espeak-ng, sox, coreutils and awk.
set -euo pipefail

folder=${1:?usage: make.sh FOLDER [CLIPS-PER-VOICE] [SEED] [PROCESSES]}
repeats=${2:-4}
seed=${3:-9}
processes=${4:-$(nproc)}
words=(zero one two three four five six seven eight nine)
# Not en-gb, which espeak-ng 1.51 speaks with one voice whatever the variant.
accents=(en en-us en-gb-scotland en-gb-x-gbclan en-gb-x-rp en-gb-x-gbcwmd en-029 en-us-nyc)
train=(m1 m2 m3 m4 m5 m6 m7 f1 f2 f3 f4 adam Alex Alicia Andrea belinda david edward Gene linda max
  steph klatt2)
test=(m8 f5 Annie john)
rate=8000
length=4096
margin=80 # samples kept on either side of a word

for program in espeak-ng sox; do
  command -v "$program" > /dev/null || {
    echo "$program is missing: apt-get install espeak-ng sox" >&2
    exit 1
  }
done
# espeak-ng speaks with another voice, without an error, if a variant is missing.
variants=$(espeak-ng --voices=variant)
languages=$(espeak-ng --voices=en)
for accent in "${accents[@]}"; do
  grep -q " $accent " <<< "$languages" || {
    echo "this espeak-ng has no accent $accent: expected version 1.51 or later" >&2
    exit 1
  }
done
for variant in "${train[@]}" "${test[@]}"; do
  grep -q "!v/$variant " <<< "$variants" || {
    echo "this espeak-ng has no variant $variant: expected version 1.51 or later" >&2
    exit 1
  }
done

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The silence that every word is written into: a header and zeros.
bytes() { # VALUE COUNT: little-endian
  local i
  for ((i = 0; i < $2; i++)); do printf "\\x$(printf %02x $(($1 >> 8 * i & 255)))"; done
}
{
  printf RIFF && bytes $((36 + 2 * length)) 4 && printf 'WAVEfmt ' && bytes 16 4 && bytes 1 2
  bytes 1 2 && bytes $rate 4 && bytes $((2 * rate)) 4 && bytes 2 2 && bytes 16 2
  printf data && bytes $((2 * length)) 4 && head -c $((2 * length)) /dev/zero
} > "$scratch/silence.wav"

# Draws lo..hi into the variable `drawn`.
state=$((seed & 0x7fffffff))
draw() {
  state=$(((state * 1103515245 + 12345) & 0x7fffffff))
  drawn=$(($1 + (state >> 8) % ($2 - $1 + 1)))
}

# One line per clip: file, voice, pitch, speed, word.
list() { # PART VARIANT...
  local part=$1 variant accent word clip pitch
  shift
  for variant in "$@"; do
    for accent in "${accents[@]}"; do
      for word in "${words[@]}"; do
        for ((clip = 0; clip < repeats; clip++)); do
          draw 25 75
          pitch=$drawn
          draw 170 240
          echo "$part/$word/$accent-$variant-$clip.wav $accent+$variant $pitch $drawn $word"
        done
      done
    done
  done
}
{
  list train "${train[@]}"
  list test "${test[@]}"
} > "$scratch/clips"
for word in "${words[@]}"; do mkdir -p "$folder"/{train,test}/"$word"; done

# The bounds of what exceeds 2 % of the peak, with the margin: first sample and number of samples.
bounds() { # RAW
  od -An -v -td2 -w2 "$1" | awk -v margin=$margin -v quiet=590 '
    $1 > quiet || $1 < -quiet { if (!first) first = NR; last = NR }
    END {
      if (!first) { print 0, 0; exit }
      from = first - 1 - margin; if (from < 0) from = 0
      to = last + margin; if (to > NR) to = NR
      print from, to - from
    }'
}

make() { # PROCESS
  local raw="$scratch/$1.raw" part="$scratch/$1.wav" file voice pitch speed word from count
  while read -r file voice pitch speed word; do
    if [ ! -e "$folder/$file" ]; then
      espeak-ng -v "$voice" -p "$pitch" -s "$speed" --stdout "$word" 2> /dev/null \
        | sox -D -V1 --ignore-length -t wav - -t raw -b 16 -e signed -L "$raw" \
          rate -h $rate gain -n -0.9151
      read -r from count < <(bounds "$raw")
      if ((count == 0 || count > length)); then
        echo "$file" >> "$scratch/$1.out"
      else
        cp "$scratch/silence.wav" "$part"
        dd if="$raw" of="$part" bs=64K iflag=skip_bytes,count_bytes oflag=seek_bytes \
          conv=notrunc status=none skip=$((2 * from)) count=$((2 * count)) \
          seek=$((44 + (length - count) / 2 * 2))
        mv "$part" "$folder/$file"
      fi
    fi
    echo >> "$scratch/$1.done"
  done < <(awk -v n="$processes" -v i="$1" 'NR % n == i' "$scratch/clips")
}

total=$(wc -l < "$scratch/clips")
running=()
for ((i = 0; i < processes; i++)); do
  make "$i" &
  running+=($!)
done
(
  while sleep 10; do
    echo "$(cat "$scratch"/*.done 2> /dev/null | wc -l) of $total clips"
  done
) &
progress=$!
trap 'kill "$progress" "${running[@]}" 2> /dev/null || true; rm -rf "$scratch"' EXIT
for pid in "${running[@]}"; do wait "$pid"; done

# A sound in both parts would make a copy of training data look like a success.
contents() { find "$folder/$1" -name '*.wav' -exec sha256sum {} + | cut -c1-64 | sort -u; }
if shared=$(comm -12 <(contents train) <(contents test) | grep -c .); then
  echo "$shared sounds are in the training part and in the test part" >&2
  exit 1
fi

touch "$scratch/none.out"
echo "$(find "$folder/train" -name '*.wav' | wc -l) clips in $folder/train," \
  "$(find "$folder/test" -name '*.wav' | wc -l) in $folder/test;" \
  "left out $(cat "$scratch"/*.out | wc -l) that are silent or longer than $length samples"
