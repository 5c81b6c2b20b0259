package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.tar.ContentConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands one file's content to every cataloguer that wants it. One that fails is left out from there
 * on, and its failure becomes a problem of the file; the others go on.
 */
final class GuardedConsumers implements ContentConsumer {
  private final FileSink sink;
  private final Cataloguer cataloguer;
  private final ContentConsumer consumer;
  private final @Nullable GuardedConsumers others;
  private boolean hungry = true;
  private boolean failed;

  GuardedConsumers(
      FileSink sink,
      Cataloguer cataloguer,
      ContentConsumer consumer,
      @Nullable GuardedConsumers others) {
    this.sink = sink;
    this.cataloguer = cataloguer;
    this.consumer = consumer;
    this.others = others;
  }

  @Override
  public boolean accept(byte[] buffer, int offset, int length) {
    boolean any = false;
    for (GuardedConsumers each = this; each != null; each = each.others) {
      if (each.hungry) {
        each.feed(buffer, offset, length);
        any |= each.hungry;
      }
    }
    return any;
  }

  private void feed(byte[] buffer, int offset, int length) {
    try {
      hungry = consumer.accept(buffer, offset, length);
    } catch (RuntimeException e) {
      fail(e);
    } catch (StackOverflowError e) {
      fail(new IllegalStateException("nested too deeply", e));
    }
  }

  @Override
  public void end() {
    for (GuardedConsumers each = this; each != null; each = each.others) {
      if (!each.failed) {
        each.finish();
      }
    }
  }

  private void finish() {
    try {
      consumer.end();
    } catch (RuntimeException e) {
      fail(e);
    } catch (StackOverflowError e) {
      fail(new IllegalStateException("nested too deeply", e));
    }
  }

  private void fail(RuntimeException failure) {
    failed = true;
    hungry = false;
    sink.failure(cataloguer, failure);
  }
}
