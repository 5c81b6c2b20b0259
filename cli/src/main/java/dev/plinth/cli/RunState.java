package dev.plinth.cli;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a run over repositories has come: which were fetched, and which branches were delivered.
 * It is written after each step, so that a run that was cut is continued by the next one of the
 * same kind within a day. One run at a time has the folder.
 */
final class RunState implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LARGEST = 16 << 20;

  private final Path file;
  private final FileChannel lock;
  private final String key;
  private final long started;
  private final boolean continued;
  private final Set<String> fetched = new TreeSet<>();
  private final Map<String, String> done = new TreeMap<>();

  private RunState(Path file, FileChannel lock, String key, Instant now) {
    this.file = file;
    this.lock = lock;
    this.key = key;
    Json before = read(file);
    long since = before == null ? 0 : before.integer("started", 0);
    Duration age = Duration.ofSeconds(Math.max(0, now.getEpochSecond() - since));
    this.continued =
        before != null
            && key.equals(before.text("key"))
            && !before.bool("finished", true)
            && age.compareTo(LONGEST) < 0;
    this.started = continued ? since : now.getEpochSecond();
    if (continued && before != null) {
      for (Json each : before.items("fetched")) {
        if (each instanceof Json.Str(String url)) {
          fetched.add(url);
        }
      }
      if (before.get("done") instanceof Json.Obj(Map<String, Json> members)) {
        members.forEach((step, seal) -> {
          if (seal instanceof Json.Str(String text)) {
            done.put(step, text);
          }
        });
      }
    }
  }

  /**
   * The state of that folder.
   *
   * @param key tells runs of different kinds apart
   */
  static RunState open(Path folder, String key, Instant now) {
    Path file = folder.resolve("state.json");
    FileChannel lock = null;
    try {
      Files.createDirectories(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        // Repositories may be other than public.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw CliErrors.repositoriesBusy(folder);
      }
      return new RunState(file, lock, key, now);
    } catch (OverlappingFileLockException e) {
      close(lock);
      throw CliErrors.repositoriesBusy(folder);
    } catch (IOException e) {
      close(lock);
      throw CliErrors.output(folder, e);
    }
  }

  private static @Nullable Json read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST
          ? JsonReader.read(Files.readAllBytes(file))
          : null;
    } catch (JsonSyntaxException e) {
      // A run that cannot be continued is begun anew.
      return null;
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }

  /** Whether a run that was cut is continued. */
  boolean continues() {
    return continued;
  }

  /** What to say of that. */
  String said() {
    return "continues the run of "
        + Instant.ofEpochSecond(started)
        + ": "
        + fetched.size()
        + " fetched, "
        + done.size()
        + " delivered";
  }

  synchronized boolean fetched(String url) {
    return fetched.contains(url);
  }

  synchronized void nowFetched(String url) {
    fetched.add(url);
    write(false);
  }

  /** Whether that branch was delivered as it is now. */
  synchronized boolean delivered(String repository, String group, String seal) {
    return seal.equals(done.get(repository + "\t" + group));
  }

  synchronized void nowDelivered(String repository, String group, String seal) {
    done.put(repository + "\t" + group, seal);
    write(false);
  }

  /** The next run begins anew. */
  synchronized void finish() {
    write(true);
  }

  private void write(boolean finished) {
    Outputs.writeFile(
        file,
        to ->
            JsonOutput.write(
                to,
                json -> {
                  json.writeStartObject();
                  json.writeNumberField("version", 1);
                  json.writeStringField("key", key);
                  json.writeNumberField("started", started);
                  json.writeBooleanField("finished", finished);
                  json.writeArrayFieldStart("fetched");
                  for (String each : fetched) {
                    json.writeString(each);
                  }
                  json.writeEndArray();
                  json.writeObjectFieldStart("done");
                  for (Map.Entry<String, String> each : done.entrySet()) {
                    json.writeStringField(each.getKey(), each.getValue());
                  }
                  json.writeEndObject();
                  json.writeEndObject();
                }));
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written to it.
    }
  }

  @Override
  public void close() {
    close(lock);
  }
}
