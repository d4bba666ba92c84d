# shellcheck shell=bash
# What `bin/wgan doctor` can say without Java: the checkout, the system, Java, Maven and the build.
# It goes on where another command would stop, because it is run when something does not work.

# doctor_start: prints the part without Java; fails if there is no Java to run the rest with
doctor_start() {
  local ok=true sentence folder="$home/bin/target/quick" name
  line checkout "$home$(checkout_state)"
  line system "$(uname -s 2>/dev/null || echo unknown) $(uname -r 2>/dev/null) $(uname -m 2>/dev/null)"
  if sentence=$(find_java 2>&1); then
    find_java
    line java "$java_found, $java$([ -x "$(dirname "$(readlink -f "$java")")/javac" ] || echo ', without javac: it can run wgan but not build it')"
  else
    line java "$sentence"
    ok=false
  fi
  line maven "$(maven_state)"
  for name in light torch spark; do
    line "build $name" "$(build_state "$name" "$folder")"
  done
  $ok
}

line() {
  printf '%-12s %s\n' "$1" "$2"
}

checkout_state() {
  local commit changed
  if ! commit=$(git -C "$home" rev-parse --short HEAD 2>/dev/null); then
    echo ", not a git checkout, or git is missing"
    return
  fi
  changed=$(git -C "$home" status --porcelain 2>/dev/null | grep -c . || true)
  echo ", commit $commit, $changed changed files"
}

maven_state() {
  if command -v mvn > /dev/null; then
    echo "$(mvn -v 2>/dev/null | sed -n '1s/\x1b\[[0-9;]*m//gp' | head -1), $(command -v mvn)"
  elif [ -x "$home/mvnw" ]; then
    echo "none on the PATH: bin/wgan uses mvnw, which downloads one on first use"
  else
    echo "none"
  fi
}

# build_state NAME FOLDER
build_state() {
  local first
  if up_to_date "$1"; then
    echo "up to date"
  elif [ -e "$2/$1.begun" ]; then
    first=$(grep -m 1 '^\[ERROR\]' "$2/$1.log" 2>/dev/null || true)
    echo "did not end: ${first:-no error is on record}; all that Maven printed is in $2/$1.log"
  elif [ -e "$2/$1.built" ]; then
    echo "older than the sources, or a library is gone: the next command builds it"
  else
    echo "not built yet"
  fi
}
