#!/usr/bin/env bash
# Runs a command on a PostgreSQL cluster that lives only as long as the command, never on the system's own.
# Usage: scripts/throwaway_postgres.sh .venv/bin/pytest unionhall/kit
set -euo pipefail
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }

bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)") || { echo "PostgreSQL is not installed." >&2; exit 1; }

as=()   # the server refuses to run as root
if [ "$(id -u)" = 0 ]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    as=(runuser -u "$owner" --)
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/unionhall-pg.XXXXXX")
[ ${#as[@]} = 0 ] || chown "$owner" "$home"
stop() {
    (cd / && "${as[@]}" "$bin/pg_ctl" stop --pgdata "$home/data" --mode immediate --silent >/dev/null 2>&1) || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s\n' "$password" > "$home/password")
[ ${#as[@]} = 0 ] || chown "$owner" "$home/password"
cd_and() { (cd / && "${as[@]}" "$@"); }
cd_and "$bin/initdb" --pgdata "$home/data" --username unionhall --pwfile "$home/password" --auth scram-sha-256 \
    --encoding UTF8 --locale C.UTF-8 --no-sync > "$home.log" 2>&1 || { cat "$home.log" >&2; rm -f "$home.log"; exit 1; }
rm -f "$home.log"

for attempt in 1 2 3 4 5; do   # between choosing a free port and taking it, someone else may have it
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    settings="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c fsync=off
        -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=128MB -c random_page_cost=1.1
        -c autovacuum_naptime=10s -c jit=off -c wal_level=minimal -c max_wal_senders=0 -c timezone=Asia/Shanghai"
    if cd_and "$bin/pg_ctl" start --pgdata "$home/data" --log "$home/log" --wait --silent \
        --options "$(tr '\n' ' ' <<< "$settings")" > /dev/null; then
        break
    fi
    [ "$attempt" -lt 5 ] || { cat "$home/log" >&2; exit 1; }
done

export PGPASSWORD=$password
"$bin/createdb" --host 127.0.0.1 --port "$port" --username unionhall unionhall
export DATABASE_URL="postgresql://unionhall:$password@127.0.0.1:$port/unionhall"
"$@"
