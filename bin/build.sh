# shellcheck shell=bash
# How bin/wgan builds what it runs: into target/quick of each module, without tests and checks, so
# that neither a build for people nor one for checks disturbs the other.

# class_path_file NAME: where the class path light, torch, bench or spark is written
class_path_file() {
  case "$1" in
    bench) echo "$home/wgan-benchmarks/target/quick/classpath.txt" ;;
    spark) echo "$home/wgan-spark/target/quick/classpath.txt" ;;
    *) echo "$home/bin/target/quick/$1.txt" ;;
  esac
}

# up_to_date NAME: whether it is built, of the sources as they are and of libraries that still exist
up_to_date() {
  local file marker entries entry
  file=$(class_path_file "$1")
  marker="$home/bin/target/quick/$1.built"
  [ -e "$file" ] && [ -e "$marker" ] || return 1
  [ -z "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$marker" -print -quit 2>/dev/null)" ] || return 1
  IFS=: read -r -a entries < <(cat "$file"; echo)
  for entry in "${entries[@]}"; do
    [ -e "$entry" ] || return 1
  done
}

# build_where_needed NAME: builds unless that has been done; two that do so at once take turns
build_where_needed() {
  up_to_date "$1" && return
  local folder="$home/bin/target/quick"
  if ! mkdir -p "$folder" 2>/dev/null || [ ! -w "$folder" ]; then
    fail "wgan must be built first, and $home cannot be written to: run bin/wgan --help once as its owner, or copy it"
  fi
  find_maven
  [ -x "$(dirname "$(readlink -f "$java")")/javac" ] || fail "wgan must be built first, and $java has no javac next to it: install a JDK 17 or newer, not only its runtime"
  exec 9> "$folder/lock"
  if command -v flock > /dev/null && ! flock -n 9; then
    echo "another process builds wgan: waiting for it ..." >&2
    flock 9
  fi
  up_to_date "$1" || build "$1" "$folder"
  exec 9>&-
}

# find_maven: sets maven: the one on the PATH, or else the wrapper, which downloads one on first use
find_maven() {
  if command -v mvn > /dev/null; then
    maven=mvn
  elif [ -x "$home/mvnw" ]; then
    maven="$home/mvnw"
  else
    fail "wgan must be built first, and there is no mvn on the PATH: install Maven 3.8.6 or newer"
  fi
}

# build NAME FOLDER
build() {
  local name=$1 folder=$2 goals=(-pl bin -am) note="80 MB"
  case "$name" in
    torch) goals+=(-Ptorch) note="80 MB, and 115 MB of PyTorch" ;;
    bench) goals=(-pl wgan-benchmarks -am) ;;
    spark) goals=(-pl wgan-spark -am) note="80 MB, and 200 MB of Apache Spark" ;;
  esac
  echo "building wgan, since it is new or has changed (Maven downloads what it lacks, at most $note) ..." >&2
  touch "$folder/$name.begun"
  if ! (cd "$home" && JAVA_HOME=$(jdk) "$maven" -B -Dstyle.color=never -Dwgan.quick "${goals[@]}" compile 2>&1 9>&-) \
    | show_progress "$folder/$name.log"; then
    grep '^\[ERROR\]' "$folder/$name.log" | head -5 >&2
    fail "the build failed; all that Maven printed is in $folder/$name.log"
  fi
  mv "$folder/$name.begun" "$folder/$name.built"
}

# jdk: the folder of the JDK in use, which Maven compiles with
jdk() {
  dirname "$(dirname "$(readlink -f "$java")")"
}

# show_progress LOG: a line for each module, and on a terminal what is being downloaded
show_progress() {
  local line module="" files=0 start=$SECONDS
  while IFS= read -r line; do
    printf '%s\n' "$line" >&3
    case "$line" in
      "[INFO] Building "*"["*"/"*"]")
        module=${line##*[}
        module="${module%]} ${line#"[INFO] Building "}"
        module=${module%% 0*}
        show "$module"
        ;;
      *"Downloading from "*)
        files=$((files + 1))
        [ ! -t 2 ] || printf '\r\033[K  %s: downloading %s, file %d of about 410 on a first use' "$module" "${line##*/}" "$files" >&2
        ;;
      "[INFO] Compiling "*) [ ! -t 2 ] || printf '\r\033[K  %s: compiling' "$module" >&2 ;;
    esac
  done 3> "$1"
  [ ! -t 2 ] || printf '\r\033[K' >&2
  echo "  $files files downloaded, $((SECONDS - start)) s" >&2
}

# show TEXT: as a line of its own, or on a terminal in the place of the last one
show() {
  if [ -t 2 ]; then
    printf '\r\033[K  %s' "$1" >&2
  else
    echo "  $1" >&2
  fi
}
