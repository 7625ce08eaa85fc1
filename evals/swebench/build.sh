# Makes the environment of an instance (first argument "environment") or installs its repository ("repository").
#
# It stands in an image that has the Debian release's Python, and runs once. Installing is uv's work, whatever the specification
# calls it: it can hide releases that came later, and pip of those days cannot.
set -euo pipefail
. /build/settings.sh # PYTHON, EXCLUDE_NEWER, VERSION, and the functions pre_install, install, packages, requirements
ENVIRONMENT=/opt/miniconda3/envs/testbed
export UV_NO_PROGRESS=1 UV_LINK_MODE=copy UV_CACHE_DIR=/tmp/uv UV_PYTHON_DOWNLOADS=never
if [ -n "$EXCLUDE_NEWER" ]; then export UV_EXCLUDE_NEWER="${EXCLUDE_NEWER}T00:00:00Z"; fi

uv_install() {
  local words=() word
  for word in "$@"; do
    case $word in
      # What uv does anyway, or does not know.
      install | --no-use-pep517 | -v | -vv | -vvv | --verbose | -q | --quiet | --upgrade-strategy | --user) ;;
      *) words+=("$word") ;;
    esac
  done
  /opt/uv/bin/uv pip install --quiet --python "$ENVIRONMENT/bin/python" "${words[@]}"
}
pip() {
  case $1 in install) uv_install "$@" ;; *) command python -m pip "$@" ;; esac
}
python() {
  if [ "${1-} ${2-}" = "-m pip" ]; then
    shift 2
    pip "$@"
  else
    command python "$@"
  fi
}

if [ "$1" = environment ]; then
  /opt/uv/bin/uv venv --quiet --seed --python "$PYTHON" "$ENVIRONMENT"
  packages
  rm -rf /tmp/uv
  exit 0
fi
cd /testbed
git config --global --add safe.directory /testbed
git config --global user.email base@localhost
git config --global user.name base
git reset --quiet --hard
export PATH="$ENVIRONMENT/bin:$PATH"
export SETUPTOOLS_SCM_PRETEND_VERSION="$VERSION"
requirements
pre_install
install
rm -rf /tmp/uv
# What the preparation changed belongs to the base, as in official images.
if ! git diff --quiet; then git commit --quiet --all --message prepared; fi
rm -rf .git/logs .git/ORIG_HEAD .git/FETCH_HEAD
