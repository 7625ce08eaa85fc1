#!/bin/sh
# Prints the change of the work tree /repo against commit $1 as a git patch.
#
# Runs in a container of its own, without network, over the files that a model left: its git configuration, hooks,
# filters and nested repositories are never read, and nothing here is trusted to come out but the bytes of the patch.
#   $1 commit   $2 object format if not sha1   $3 largest file in bytes   /base objects of the base (read-only)   /scratch a tmpfs
set -eu
export LC_ALL=C GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
find /scratch -mindepth 1 -delete # of the collection before
exec 3>&1 >/scratch/log 2>&1
trap 'code=$?; [ $code = 0 ] || tail -c 2000 /scratch/log >&3' EXIT

git init -q --bare ${2:+--object-format="$2"} /scratch/git
export GIT_DIR=/scratch/git GIT_WORK_TREE=/repo GIT_INDEX_FILE=/scratch/index
echo /base >"$GIT_DIR/objects/info/alternates"
echo '* -filter !diff -text !eol -working-tree-encoding -ident !merge' >"$GIT_DIR/info/attributes"
git config core.protectNTFS false
git read-tree "$1"

# What is there: regular files and symbolic links, but no git folder, nothing unreadable and nothing too large.
cd /repo
git ls-files -s -z >/scratch/entries
sed -z '/^160000 /d; s/^[^\t]*\t//' /scratch/entries | sort -z >/scratch/tracked
find . -mindepth 1 -iname .git -prune \
  -o -type l -printf '%P\0' -o -type f -readable -size "-$(($3 + 1))c" -printf '%P\0' | sort -z >/scratch/present || :
find . -mindepth 1 -iname .git -prune -o -type f '(' ! -readable -o -size "+${3}c" ')' -printf '%P\0' |
  sort -z >/scratch/left_out || :

# A pipe, a socket or a device in the place of a file: the file is gone.
find . -mindepth 1 -iname .git -prune -o ! -type f ! -type l ! -type d -printf '%P\0' | sort -z >/scratch/special || :
comm -z -12 /scratch/tracked /scratch/special >/scratch/gone

# New files count unless the base's own rules ignore them; ignore rules that came later do not hide anything.
# Submodules of the base are out of bounds.
sed -zn 's/^160000 [^\t]*\t//p' /scratch/entries | sed -z 's/[][\\*?! #]/\\&/g; s|.*|/&/|' | tr '\0' '\n' \
  >"$GIT_DIR/info/exclude"
printf '%s\n' __pycache__/ '*.py[co]' .pytest_cache/ .mypy_cache/ .ruff_cache/ .hypothesis/ >>"$GIT_DIR/info/exclude"
mkdir /scratch/rules
git ls-files -z -- .gitignore '*/.gitignore' | git checkout-index -z --stdin --prefix=/scratch/rules/
comm -z -13 /scratch/tracked /scratch/present >/scratch/new
(cd /scratch/rules && GIT_WORK_TREE=/scratch/rules git check-ignore -z --stdin --no-index) \
  </scratch/new | sort -z >/scratch/ignored || :
comm -z -23 /scratch/new /scratch/ignored >/scratch/added
comm -z -23 /scratch/tracked /scratch/left_out | comm -z -23 - /scratch/gone | sort -z - /scratch/added >/scratch/paths

# One path that git refuses (a name too long, say) must not cost the others.
git update-index --add --remove --replace -z --stdin </scratch/paths ||
  xargs -0 -r -n 1 git update-index --add --remove --replace -- </scratch/paths || :
git update-index --force-remove -z --stdin </scratch/gone
git diff --cached --no-ext-diff --no-textconv --no-renames --no-color --binary --full-index \
  --src-prefix=a/ --dst-prefix=b/ "$1" >&3
