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
  # An editable installation puts the folder on the path, as it did before build back ends had hooks for it.
  /opt/uv/bin/uv pip install --quiet --python "$ENVIRONMENT/bin/python" --config-setting editable_mode=compat "${words[@]}"
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

# Test runners link to this Python from elsewhere (tox-current-env does). A virtual environment's is then no longer known as one,
# a prefix of its own is, as conda's are: so the environment becomes one when all is installed.
make_prefix() {
  local binary library path name
  binary=$(readlink -f "$ENVIRONMENT/bin/python")
  library=$("$binary" -I -c 'import sysconfig; print(sysconfig.get_paths()["stdlib"])')
  cp --remove-destination "$binary" "$ENVIRONMENT/bin/python"
  for path in "$library"/*; do
    name=${path##*/}
    case $name in site-packages | dist-packages) ;; *) ln -s "$path" "$ENVIRONMENT/lib/${library##*/}/$name" ;; esac
  done
  mkdir -p "$ENVIRONMENT/lib/python3"
  ln -s "../${library##*/}/site-packages" "$ENVIRONMENT/lib/python3/dist-packages"
}

if [ "$1" = environment ]; then
  /opt/uv/bin/uv venv --quiet --seed --python "$PYTHON" "$ENVIRONMENT"
  make_prefix
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
rm -rf /tmp/uv "$ENVIRONMENT/pyvenv.cfg"
# What the preparation changed belongs to the base, as in official images.
if ! git diff --quiet; then git commit --quiet --all --message prepared; fi
rm -rf .git/logs .git/ORIG_HEAD .git/FETCH_HEAD
