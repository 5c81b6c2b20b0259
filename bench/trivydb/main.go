// Makes a database of Trivy's (schema 2) from the rows that matched.py writes, so that it can be measured
// with the same advisories as Plinth.
//
// usage: trivydb ROWS-FOLDER OUT-FOLDER
//
// trivy.db is a bbolt file: bucket of the source > bucket of the package > vulnerability = JSON; the bucket
// "vulnerability" tells of each, "data-source" of each source.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"strings"

	bolt "go.etcd.io/bbolt"
)

var severities = map[string]int{"LOW": 1, "MODERATE": 2, "MEDIUM": 2, "HIGH": 3, "CRITICAL": 4}

func main() {
	rows, out := os.Args[1], os.Args[2]
	check(os.MkdirAll(out, 0o755))
	db, err := bolt.Open(out+"/trivy.db", 0o644, nil)
	check(err)
	check(db.Update(func(tx *bolt.Tx) error {
		file, err := os.Open(rows + "/rows.tsv")
		check(err)
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			put(tx, strings.Split(lines.Text(), "\t"))
		}
		check(lines.Err())
		titles := map[string][2]string{}
		text, err := os.ReadFile(rows + "/titles.json")
		check(err)
		check(json.Unmarshal(text, &titles))
		for name, title := range titles {
			detail := map[string]any{"Title": title[0], "Description": title[0]}
			if rank := severities[strings.ToUpper(title[1])]; rank > 0 {
				detail["VendorSeverity"] = map[string]int{"ghsa": rank}
			}
			check(bucket(tx, "vulnerability").Put([]byte(name), marshal(detail)))
		}
		return nil
	}))
	check(db.Close())
	check(os.WriteFile(out+"/metadata.json", []byte(`{"Version":2,"NextUpdate":"2099-01-01T00:00:00Z",`+
		`"UpdatedAt":"2026-01-01T00:00:00Z","DownloadedAt":"2026-01-01T00:00:00Z"}`), 0o644))
}

func put(tx *bolt.Tx, row []string) {
	source, name, id, fixed, vulnerable := row[0], row[1], row[2], row[3], row[4]
	kind := "ghsa"
	advisory := map[string]any{"VulnerableVersions": strings.Split(vulnerable, "|"), "PatchedVersions": strings.Split(fixed, "|")}
	if strings.HasPrefix(source, "debian") {
		kind = "debian"
		advisory = map[string]any{"FixedVersion": fixed}
	}
	check(bucket(tx, "data-source").Put([]byte(source), marshal(map[string]string{"ID": kind, "Name": source})))
	inner, err := bucket(tx, source).CreateBucketIfNotExists([]byte(name))
	check(err)
	check(inner.Put([]byte(id), marshal(advisory)))
}

func bucket(tx *bolt.Tx, name string) *bolt.Bucket {
	found, err := tx.CreateBucketIfNotExists([]byte(name))
	check(err)
	return found
}

func marshal(value any) []byte {
	text, err := json.Marshal(value)
	check(err)
	return text
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
