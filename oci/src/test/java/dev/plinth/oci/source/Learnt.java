package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.TarEntry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Learns of each layer its entries, as {@code path=content}, and counts what was asked of it. */
final class Learnt implements LayerAnalysis<List<String>> {
  final Map<Digest, List<String>> known = new ConcurrentHashMap<>();
  final Set<String> proofs = ConcurrentHashMap.newKeySet();
  final List<String> finished = Collections.synchronizedList(new ArrayList<>());
  final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger begun = new AtomicInteger();
  final AtomicInteger abandoned = new AtomicInteger();

  @Override
  public @Nullable List<String> known(Digest digest) {
    return known.get(digest);
  }

  @Override
  public boolean proved(Digest digest, String identity) {
    return proofs.contains(digest + " " + identity);
  }

  @Override
  public void prove(Digest digest, String identity) {
    proofs.add(digest + " " + identity);
  }

  @Override
  public Reading<List<String>> begin() {
    begun.incrementAndGet();
    return new Entries();
  }

  private final class Entries implements Reading<List<String>> {
    private final List<String> entries = new ArrayList<>();
    private boolean over;

    @Override
    public ContentConsumer entry(TarEntry entry) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int at = entries.size();
      entries.add(entry.path());
      return new ContentConsumer() {
        @Override
        public boolean accept(byte[] buffer, int offset, int length) {
          out.write(buffer, offset, length);
          return true;
        }

        @Override
        public void end() {
          if (!over && out.size() > 0) {
            entries.set(at, entry.path() + "=" + out.toString(UTF_8));
          }
        }
      };
    }

    @Override
    public void problem(String path, String problem) {
      problems.add(path + ": " + problem);
    }

    @Override
    public List<String> finish(@Nullable Digest digest, long storedSize, long unpackedSize) {
      end();
      finished.add(String.valueOf(digest));
      return entries;
    }

    @Override
    public void abandon() {
      end();
      abandoned.incrementAndGet();
    }

    private void end() {
      if (over) {
        throw new AssertionError("a reading ends only once");
      }
      over = true;
    }
  }
}
