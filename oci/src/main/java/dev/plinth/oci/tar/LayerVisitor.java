package dev.plinth.oci.tar;

import org.jspecify.annotations.Nullable;

/**
 * Sees the entries of one layer as they stream by, in their order, all calls from one thread.
 *
 * <p>What it gathers may only be believed after the layer has been read to its end and its digest
 * proved right: until then the bytes may be anybody's.
 */
public interface LayerVisitor {
  /**
   * One entry. Whiteouts come as the entries they are ({@code .wh.name}).
   *
   * @return who takes the content of a file, or null to have it passed over, which costs nothing
   */
  @Nullable ContentConsumer entry(TarEntry entry);

  /**
   * Something of the layer that is odd or could not be understood, though reading went on.
   *
   * @param path the entry it concerns, empty for the layer itself
   * @param problem what is wrong, a sentence without a final stop
   */
  void problem(String path, String problem);
}
