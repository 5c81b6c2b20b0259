# Sourced with TRIVY_CACHE_DIR set: an empty database of Java archives, which Trivy asks for and cannot fetch.
mkdir -p "$TRIVY_CACHE_DIR/java-db"
if [ ! -f "$TRIVY_CACHE_DIR/java-db/trivy-java.db" ]; then
  python3 - "$TRIVY_CACHE_DIR/java-db" <<'PY'
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1] + "/trivy-java.db")
db.executescript("""create table artifacts(id integer primary key, group_id text, artifact_id text);
create table indices(artifact_id integer, version text, sha1 blob, archive_type text);""")
json.dump({"Version": 1, "NextUpdate": "2099-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00Z",
           "DownloadedAt": "2026-01-01T00:00:00Z"}, open(sys.argv[1] + "/metadata.json", "w"))
PY
fi
