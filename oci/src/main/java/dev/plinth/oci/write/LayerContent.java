package dev.plinth.oci.write;

import dev.plinth.oci.tar.TarWriter;
import java.io.IOException;

/** Writes the entries of one layer. */
@FunctionalInterface
public interface LayerContent {
  /** Writes every entry, in an order that depends on nothing but the content; does not finish. */
  void writeTo(TarWriter tar) throws IOException;
}
