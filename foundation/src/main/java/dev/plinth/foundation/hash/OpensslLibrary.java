package dev.plinth.foundation.hash;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSL's hashes, called in its library (sha.h of OpenSSL 1.1 and 3).
 *
 * <pre>
 * int SHA256_Init(SHA256_CTX *c);
 * int SHA256_Update(SHA256_CTX *c, const void *data, size_t length);
 * int SHA256_Final(unsigned char *md, SHA256_CTX *c);            ; the others alike
 *
 * SHA_CTX    96 bytes    SHA256_CTX 112 bytes    SHA512_CTX 216 bytes, SHA-384's too
 * </pre>
 *
 * The functions work in the caller's memory alone: they read no configuration and keep nothing.
 * Each algorithm is proved by a known text before it is offered.
 */
final class OpensslLibrary {
  /** {@code int f(void *)}, the function's address first; arrays are handed over as they are. */
  static final MethodHandle INIT =
      handle(FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

  /** {@code int f(void *, const void *, size_t)}. */
  static final MethodHandle UPDATE =
      handle(
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG));

  /** {@code int f(unsigned char *, void *)}. */
  static final MethodHandle FINAL =
      handle(FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

  /**
   * One algorithm's functions.
   *
   * @param algorithm the JDK's name
   * @param length of its result, in bytes
   */
  record Functions(
      String algorithm, int length, MemorySegment init, MemorySegment update, MemorySegment last) {}

  private final String name;
  private final Map<String, Functions> algorithms = new HashMap<>();

  private OpensslLibrary(String name) {
    this.name = name;
  }

  private static MethodHandle handle(FunctionDescriptor function) {
    return Linker.nativeLinker().downcallHandle(function, Linker.Option.critical(true));
  }

  /**
   * The library in that file.
   *
   * @throws RuntimeException when it cannot be loaded or has none of the algorithms
   */
  static OpensslLibrary open(Path file) {
    SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
    OpensslLibrary opened = new OpensslLibrary(String.valueOf(file.getFileName()));
    opened.add(library, "SHA-1", "SHA1", 20, "a9993e364706816aba3e25717850c26c9cd0d89d");
    opened.add(
        library,
        "SHA-256",
        "SHA256",
        32,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    opened.add(
        library,
        "SHA-384",
        "SHA384",
        48,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
            + "8086072ba1e7cc2358baeca134c825a7");
    opened.add(
        library,
        "SHA-512",
        "SHA512",
        64,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    if (opened.algorithms.isEmpty()) {
      throw new IllegalStateException("it hashes nothing as expected");
    }
    return opened;
  }

  private void add(SymbolLookup library, String algorithm, String prefix, int length, String abc) {
    MemorySegment init = library.find(prefix + "_Init").orElse(null);
    MemorySegment update = library.find(prefix + "_Update").orElse(null);
    MemorySegment last = library.find(prefix + "_Final").orElse(null);
    if (init == null || update == null || last == null) {
      return; // built without the functions that OpenSSL 3 calls old
    }
    Functions functions = new Functions(algorithm, length, init, update, last);
    MessageDigest digest = new OpensslDigest(functions);
    byte[] text = "abc".getBytes(StandardCharsets.US_ASCII);
    digest.update(text, 0, 1);
    digest.update(ByteBuffer.allocateDirect(2).put(text, 1, 2).flip());
    if (HexFormat.of().formatHex(digest.digest()).equals(abc)) {
      algorithms.put(algorithm, functions);
    }
  }

  /** A new computation; null where the library has not that algorithm. */
  @Nullable MessageDigest digest(String algorithm) {
    Functions functions = algorithms.get(algorithm);
    return functions == null ? null : new OpensslDigest(functions);
  }

  String description() {
    return "OpenSSL (" + name + ")";
  }
}
