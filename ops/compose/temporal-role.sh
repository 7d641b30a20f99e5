#!/bin/sh
# Runs once, when the cluster is made: Temporal has a login of its own, which owns its two databases and reads no other.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'password';
SQL
