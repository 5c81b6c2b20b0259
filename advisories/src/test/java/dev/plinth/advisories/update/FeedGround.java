package dev.plinth.advisories.update;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.DocumentState;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Feeds on a server of their own, and a store that is updated from them. */
abstract class FeedGround {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final String KEV = "/kev.json";
  static final String ZIP = "/npm/all.zip";
  static final String LIST = "/npm/modified_id.csv";

  @TempDir Path folder;
  StandIn server;
  boolean anew;
  boolean force;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.put(KEV, kev(30));
    server.put(ZIP, zip(40, "2026-01-02T00:00:00Z"));
    server.put(LIST, list(40, "2026-01-02T00:00:00Z"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Path store() {
    return folder.resolve("advisories.db");
  }

  Path cache() {
    return folder.resolve("cache");
  }

  UpdateReport update(Duration timeout, Map<String, URI> other, String... names) {
    Map<String, URI> addresses = new HashMap<>();
    addresses.put("kev", server.at(KEV));
    addresses.put("osv", server.at("/"));
    addresses.put("wolfi", server.at("/wolfi.json"));
    addresses.put("alpine", server.at("/alpine"));
    addresses.putAll(other);
    return FeedUpdater.run(
        store(),
        Arrays.stream(names).map(Feeds::find).toList(),
        quick(3),
        new UpdateOptions(cache(), addresses, anew, force, 4, timeout, () -> NOW),
        UpdateListener.NONE);
  }

  /** A client that waits for nothing long. */
  static HttpClient quick(int attempts) {
    Patience quick =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            1,
            Duration.ofSeconds(60),
            attempts,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofSeconds(1));
    return new HttpClient(HttpOptions.defaults().with(quick));
  }

  UpdateReport update(String... names) {
    return update(Duration.ofMinutes(2), Map.of(), names);
  }

  UpdateReport.Result one(String name) {
    return update(name).feeds().getFirst();
  }

  static String code(UpdateReport.Result result) {
    return result.failure() == null ? "" : result.failure().code();
  }

  long advisories() {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(store())) {
      return store.status().advisories();
    }
  }

  boolean has(String id) {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(store())) {
      return !store.search(id).isEmpty();
    }
  }

  DocumentState state(String feed) {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(store())) {
      return store.documents().stream()
          .filter(s -> s.feed().equals(feed))
          .findFirst()
          .orElseThrow();
    }
  }

  static String kev(int entries) {
    StringBuilder out = new StringBuilder("{\"catalogVersion\":\"2026.01.02\",");
    out.append("\"dateReleased\":\"2026-01-02T00:00:00Z\",\"vulnerabilities\":[");
    for (int i = 0; i < entries; i++) {
      out.append(i == 0 ? "" : ",").append("{\"cveID\":\"CVE-2025-").append(1000 + i);
      out.append("\",\"dateAdded\":\"2026-01-01\",\"vulnerabilityName\":\"thing ").append(i);
      out.append("\",\"knownRansomwareCampaignUse\":\"Unknown\"}");
    }
    return out.append("]}").toString();
  }

  static String osv(int number, String modified) {
    return "{\"id\":\"GHSA-"
        + number
        + "\",\"modified\":\""
        + modified
        + "\",\"summary\":\"as of "
        + modified
        + "\",\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"p"
        + number
        + "\"},\"ranges\":[{\"type\":\"SEMVER\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"1.0.0\"}]}]}]}";
  }

  static byte[] zip(int records, String modified) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < records; i++) {
        zip.putNextEntry(new ZipEntry("GHSA-" + i + ".json"));
        zip.write(osv(i, modified).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  static String list(int records, String modified) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < records; i++) {
      out.append(modified).append(",GHSA-").append(i).append('\n');
    }
    return out.toString();
  }
}
