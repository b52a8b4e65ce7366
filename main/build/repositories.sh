#!/usr/bin/env bash
# The signed repositories of Linux from the packages of a release: repositories.sh PACKAGES TARGET. The secret key comes in PACKAGES_GPG_KEY (armored).
set -euo pipefail
packages=$(realpath "$1")
mkdir -p "$2"
target=$(realpath "$2")
export GNUPGHOME=$(mktemp -d)
chmod 700 "$GNUPGHOME"
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
gpg --batch --quiet --import <<< "$PACKAGES_GPG_KEY"
key=$(gpg --batch --list-secret-keys --with-colons | awk -F: '$1 == "fpr" { print $10; exit }')

mkdir -p "$target/apt/conf" "$target/yum"
printf 'Codename: stable\nComponents: main\nArchitectures: amd64 arm64\nSignWith: %s\n' "$key" > "$target/apt/conf/distributions"
for deb in "$packages"/*.deb; do reprepro -b "$target/apt" includedeb stable "$deb"; done
rm -rf "$target/apt/conf" "$target/apt/db"

cp "$packages"/*.rpm "$target/yum/"
for rpm in "$target"/yum/*.rpm; do rpmsign --define "_gpg_name $key" --define "__gpg $(command -v gpg)" --addsign "$rpm"; done
createrepo_c --quiet "$target/yum"
gpg --batch --yes --local-user "$key" --detach-sign --armor "$target/yum/repodata/repomd.xml"
gpg --batch --yes --armor --export "$key" > "$target/harmony-packages.asc"
