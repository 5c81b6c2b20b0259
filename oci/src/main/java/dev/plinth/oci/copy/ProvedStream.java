package dev.plinth.oci.copy;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A blob on its way; its last bytes are not handed on before all are proved, so that what was
 * damaged never arrives whole.
 */
final class ProvedStream extends FilterInputStream {
  private final Descriptor descriptor;
  private final MessageDigest hash;
  private long left;

  ProvedStream(Descriptor descriptor, InputStream stream) {
    super(stream);
    this.descriptor = descriptor;
    this.hash = Digests.computation(descriptor.digest().algorithm());
    this.left = descriptor.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = in.read(into, from, (int) Math.min(length, left));
    if (count < 0) {
      throw CopyErrors.content(descriptor, "it ends " + left + " bytes too early");
    }
    hash.update(into, from, count);
    left -= count;
    if (left == 0 && count > 0) {
      if (in.read() >= 0) {
        throw CopyErrors.content(
            descriptor, "it has more than the " + descriptor.size() + " bytes it should have");
      }
      Digest found = Digests.result(descriptor.digest().algorithm(), hash);
      if (!found.equals(descriptor.digest())) {
        throw CopyErrors.content(descriptor, "it is " + found);
      }
    }
    return count;
  }
}
