package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Java libraries in archives ({@code jar war ear par sar kar jpi hpi nar lpkg}) and in archives
 * within them, eight deep: Spring Boot's {@code BOOT-INF/lib}, {@code WEB-INF/lib} and all others.
 * {@link JavaEvidence} says how a library is recognised.
 *
 * <p>An archive up to 24 MiB is held in memory and read by its central directory ({@link
 * ZipDirectory}), so that only the few members that matter are inflated; all that are held at one
 * time, whatever the number of threads, share 48 MiB. A larger one, or one for which nothing is
 * left, is read as it streams by ({@link ZipStream}); archives within it are held again where they
 * fit. Both ways give the same facts of the same archive unless its two directories contradict each
 * other, which only a forged one's do.
 */
public final class JavaArchiveCataloguer implements Cataloguer {
  private static final MemoryBudget MEMORY = new MemoryBudget(48 << 20);

  @Override
  public String id() {
    return "java-archive";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    if (entry.type() != EntryType.FILE
        || entry.size() == 0
        || !JavaArchiveNames.archive(entry.path())) {
      return null;
    }
    return consumer(entry.path(), entry.size(), sink, MEMORY);
  }

  static ContentConsumer consumer(String path, long size, FactSink sink, MemoryBudget memory) {
    JavaArchiveJob job = new JavaArchiveJob(sink, memory, size);
    JavaEvidence evidence = new JavaEvidence(job, "", JavaArchiveNames.last(path), 0);
    JavaArchiveReading reading = new JavaArchiveReading(job, evidence, size);
    return new ContentConsumer() {
      @Override
      public boolean accept(byte[] buffer, int offset, int length) {
        reading.accept(buffer, offset, length);
        return true;
      }

      @Override
      public void end() {
        reading.end();
      }
    };
  }
}
