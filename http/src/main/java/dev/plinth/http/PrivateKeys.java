package dev.plinth.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Private keys in PEM (RFC 7468):
 *
 * <pre>
 * "PRIVATE KEY"       PKCS#8, RFC 5208: RSA, EC, Ed25519, RSASSA-PSS
 * "RSA PRIVATE KEY"   PKCS#1, RFC 8017: wrapped into PKCS#8 here
 * "EC PRIVATE KEY"    SEC 1, RFC 5915, its curve named: wrapped into PKCS#8 here
 * </pre>
 *
 * Encrypted keys are refused: nothing here asks for a password.
 */
final class PrivateKeys {
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION_ZERO = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;

  private PrivateKeys() {}

  static PrivateKey read(Path file) {
    String text = new String(TlsSockets.read(file), StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        || text.contains("Proc-Type: 4,ENCRYPTED")) {
      throw HttpErrors.tlsFile(file, "its key is encrypted, and no password can be given");
    }
    byte[] der = block(file, text, "PRIVATE KEY");
    byte[] inner = der == null ? block(file, text, "RSA PRIVATE KEY") : null;
    if (inner != null) {
      der = der(SEQUENCE, VERSION_ZERO, RSA_ALGORITHM, der(OCTETS, inner));
    }
    inner = der == null ? block(file, text, "EC PRIVATE KEY") : null;
    if (inner != null) {
      byte[] curve = curve(inner);
      if (curve.length == 0) {
        throw HttpErrors.tlsFile(file, "its EC key does not name its curve");
      }
      byte[] algorithm = der(SEQUENCE, EC_PUBLIC_KEY, curve);
      der = der(SEQUENCE, VERSION_ZERO, algorithm, der(OCTETS, inner));
    }
    if (der == null) {
      throw HttpErrors.tlsFile(file, "it holds no private key in PEM");
    }
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA", "RSASSA-PSS"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // another algorithm's key
      }
    }
    throw HttpErrors.tlsFile(file, "its private key is damaged, or of an unknown kind");
  }

  /** The certificates alone of a PEM file, whatever else stands in it. */
  static byte[] certificatesOf(String text) {
    StringBuilder only = new StringBuilder(text.length());
    String begin = "-----BEGIN CERTIFICATE-----";
    String end = "-----END CERTIFICATE-----";
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      int to = text.indexOf(end, at);
      if (to < 0) {
        break;
      }
      only.append(text, at, to + end.length()).append('\n');
    }
    return only.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte @Nullable [] block(Path file, String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int at = text.indexOf(begin);
    int end = text.indexOf("-----END " + label + "-----", Math.max(at, 0));
    if (at < 0 || end < 0) {
      return null;
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(at + begin.length(), end));
    } catch (IllegalArgumentException e) {
      throw HttpErrors.tlsFile(file, "its private key is no Base64");
    }
  }

  /** The element within [0] of an ECPrivateKey; empty where absent. */
  private static byte[] curve(byte[] key) {
    int[] at = content(key, 0);
    int end = at[0] + at[1];
    int position = at[0];
    while (position < end && position < key.length) {
      int[] element = content(key, position);
      int after = element[0] + element[1];
      if (after > key.length) {
        return new byte[0];
      }
      if ((key[position] & 0xff) == CURVE) {
        return java.util.Arrays.copyOfRange(key, element[0], after);
      }
      position = after;
    }
    return new byte[0];
  }

  /** Where the content of the element at that place starts, and its length. */
  private static int[] content(byte[] der, int at) {
    if (at + 2 > der.length) {
      return new int[] {der.length, 1};
    }
    int length = der[at + 1] & 0xff;
    int start = at + 2;
    if (length >= 0x80) {
      int bytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < bytes && i < 3 && start < der.length; i++) {
        length = (length << 8) | (der[start++] & 0xff);
      }
    }
    return new int[] {start, length};
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    int sizeBytes = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 3;
    byte[] out = new byte[2 + sizeBytes + length];
    out[0] = (byte) tag;
    out[1] = (byte) (sizeBytes == 0 ? length : 0x80 | sizeBytes);
    for (int i = 0; i < sizeBytes; i++) {
      out[2 + i] = (byte) (length >> (8 * (sizeBytes - 1 - i)));
    }
    int at = 2 + sizeBytes;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }
}
