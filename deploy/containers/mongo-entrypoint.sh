#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Like the official image: arguments go to mongod. zlib stays off (CVE-2025-14847 in this version).
exec mongod --dbpath /data/db --networkMessageCompressors snappy,zstd --wiredTigerCacheSizeGB 0.25 "$@"
