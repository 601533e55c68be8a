#!/bin/sh
# Builds the consumers with nothing but pkg-config. Usage: pkg_config.sh FOLDER
set -eu
here=$(dirname "$0")
"$CXX" -std=c++20 "$here/core_and_sqlite.cpp" -o "$1/pkg_config_sqlite" \
  $(pkg-config --cflags --libs creneau-sqlite)
"$1/pkg_config_sqlite"
"$CXX" -std=c++20 "$here/every_adapter.cpp" -o "$1/pkg_config_all" \
  $(pkg-config --cflags --libs creneau-sqlite creneau-text creneau-smtp creneau-xlsx)
"$1/pkg_config_all"
cc=${CC:-cc}
"$cc" -std=c99 "$here/c_consumer.c" -o "$1/pkg_config_c" $(pkg-config --cflags --libs creneau-capi)
LD_LIBRARY_PATH=$(pkg-config --variable=libdir creneau-capi) "$1/pkg_config_c"
"$cc" -std=c99 "$here/c_consumer.c" -o "$1/pkg_config_c_static" \
  $(pkg-config --cflags --libs creneau-capi-static)
"$1/pkg_config_c_static"
