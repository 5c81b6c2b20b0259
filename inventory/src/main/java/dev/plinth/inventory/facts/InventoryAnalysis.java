package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.AnalyzedImage;
import dev.plinth.oci.source.LayerAnalysis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Learns the facts of one image's layers, from the cache where they are known, else by reading;
 * then makes the image's inventory of them.
 */
public final class InventoryAnalysis implements LayerAnalysis<LayerFacts>, AutoCloseable {
  private final List<Cataloguer> cataloguers;
  private final @Nullable FactsCache cache;
  private final boolean wholeImages;
  private final long readerVersion;
  private final MemoryBudget budget = new MemoryBudget();
  private final Queue<LayerFacts> given = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Expected expected;

  /** The image that the target was last time, which it may no longer be. */
  private @Nullable Expected anticipated;

  private String target = "";
  private String guessed = "";

  /**
   * The image as its layers' digests name it.
   *
   * @param folded what is kept of it, null when nothing is
   */
  private record Expected(String key, FutureTask<@Nullable FoldedImage> folded) {}

  /**
   * For one image: what is learnt counts against one budget of memory.
   *
   * @param cataloguers asked in this order
   * @param cache null to read everything and keep nothing
   */
  public InventoryAnalysis(List<Cataloguer> cataloguers, @Nullable FactsCache cache) {
    this(cataloguers, cache, true);
  }

  /**
   * @param wholeImages whether what is kept of a whole image will do; false where its layers
   *     themselves are wanted afterwards
   */
  InventoryAnalysis(List<Cataloguer> cataloguers, @Nullable FactsCache cache, boolean wholeImages) {
    this.cataloguers = List.copyOf(cataloguers);
    this.cache = cache;
    this.wholeImages = wholeImages;
    this.readerVersion = ReaderVersion.of(cataloguers);
  }

  /**
   * Decodes what is kept of the image that the target was last time, while the caller finds out
   * what it is now. Whether that is the same image, its layers' digests tell.
   *
   * @param text the target as it was named
   */
  void anticipate(String text) {
    FactsCache kept = cache;
    if (kept != null && wholeImages) {
      target = text;
      guessed = kept.guess(text);
      String key = guessed;
      if (!key.isEmpty() && kept.small(key, readerVersion)) {
        anticipated = decoding(kept, key);
      }
    }
  }

  /** Decodes what is kept of the image, while the caller proves that these are its layers. */
  @Override
  public void expect(List<@Nullable Digest> digests) {
    FactsCache kept = cache;
    String key = key(digests);
    if (kept != null && key != null && wholeImages) {
      Expected guess = anticipated;
      expected = guess != null && guess.key.equals(key) ? guess : decoding(kept, key);
    }
  }

  private Expected decoding(FactsCache kept, String key) {
    FutureTask<@Nullable FoldedImage> task = new FutureTask<>(() -> kept.image(key, readerVersion));
    Thread.ofPlatform().name("plinth-facts").daemon().start(task);
    return new Expected(key, task);
  }

  private static @Nullable FoldedImage folded(@Nullable Expected image) {
    if (image == null) {
      return null;
    }
    try {
      return image.folded.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public @Nullable LayerFacts known(Digest digest) {
    if (folded(expected) != null) {
      return LayerFacts.ofKnownImage(digest);
    }
    LayerFacts facts = cache == null ? null : cache.layer(digest, readerVersion, budget);
    if (facts != null) {
      given.add(facts);
    }
    return facts;
  }

  @Override
  public boolean proved(Digest digest, String identity) {
    return cache != null && cache.proved(digest, identity);
  }

  @Override
  public void prove(Digest digest, String identity) {
    if (cache != null) {
      cache.keepProof(digest, identity);
    }
  }

  @Override
  public Reading<LayerFacts> begin() {
    return new FactsReading(cataloguers, cache, readerVersion, budget, given::add);
  }

  /**
   * The inventory of the image, once its layers are analysed.
   *
   * @throws dev.plinth.foundation.PlinthException when the layers are beyond the limits of what can
   *     be laid over each other
   */
  public ImageInventory inventory(AnalyzedImage<LayerFacts> analyzed) {
    boolean allKnown = true;
    List<@Nullable Digest> digests = new ArrayList<>(analyzed.layers().size());
    for (LayerFacts layer : analyzed.layers()) {
      allKnown &= layer.known();
      digests.add(layer.digest());
    }
    String key = key(digests);
    FoldedImage folded = null;
    if (cache != null && key != null) {
      Expected image = expected;
      folded =
          image != null && image.key.equals(key) ? folded(image) : cache.image(key, readerVersion);
    }
    if (folded == null) {
      folded = ImageFolding.of(analyzed.layers());
      if (cache != null && key != null) {
        cache.keepImage(key, readerVersion, folded);
      }
    }
    if (cache != null) {
      if (key != null && !target.isEmpty() && !guessed.equals(key)) {
        cache.keepGuess(target, key);
      }
      cache.tidy();
    }
    return new ImageInventory(
        analyzed.image(),
        LayerSummaries.inventory(analyzed.image(), folded),
        folded.profile(),
        allKnown,
        cache == null ? "" : cache.note());
  }

  /** Names the layers in their order; null when one has no digest, so that nothing can be kept. */
  private static @Nullable String key(List<@Nullable Digest> layers) {
    StringBuilder all = new StringBuilder(layers.size() * 72);
    for (Digest digest : layers) {
      if (digest == null) {
        return null;
      }
      all.append(digest).append('\n');
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(all.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Lets go of what the layers' facts hold open; none of them may be used afterwards. */
  @Override
  public void close() {
    for (LayerFacts facts : given) {
      facts.close();
    }
    given.clear();
  }
}
