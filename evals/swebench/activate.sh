# Stands in for conda in images that are built here: official scripts source it and call "conda activate testbed".
conda() {
  if [ "${1-}" = activate ]; then
    export PATH="/opt/miniconda3/envs/${2:-testbed}/bin:$PATH"
    export VIRTUAL_ENV="/opt/miniconda3/envs/${2:-testbed}" CONDA_DEFAULT_ENV="${2:-testbed}"
  fi
}
