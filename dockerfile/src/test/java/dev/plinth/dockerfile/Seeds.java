package dev.plinth.dockerfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs fuzz targets over the inputs kept for them, and over changed ones. */
public final class Seeds {
  /** What a change puts in: the characters and words that the grammars know. */
  private static final String[] TOKENS = {
    "\n",
    "\\\n",
    " \\ \n",
    "\r\n",
    "`\n",
    "#",
    "# escape=`\n",
    "$",
    "${",
    "}",
    "$(",
    ")",
    "((",
    "))",
    "`",
    "'",
    "\"",
    "\\",
    "<<EOF\n",
    "<<-'E'\n",
    "\nEOF\n",
    "<",
    ">",
    ">>",
    "2>&1",
    "&&",
    "||",
    "|",
    ";",
    ";;",
    "&",
    "!",
    "{",
    "(",
    "[[",
    "]]",
    "[",
    "]",
    "if ",
    "then ",
    "fi",
    "for i in ",
    "do ",
    "done",
    "case x in ",
    "esac",
    "function f ",
    "=",
    ":-",
    "##",
    "%",
    "//",
    "/",
    "*",
    "?",
    "**",
    "FROM a AS b\n",
    "RUN ",
    "COPY --from=b ",
    "ONBUILD ",
    "ARG a=$a\n",
    "ENV a=${a}$a\n",
    "--mount=",
    "apt-get install ",
    "sh -c ",
    "\u0000",
    "\u00a0",
    "\u2003",
    "\ufeff",
    "\ud83d\ude80",
    "\t"
  };

  private Seeds() {}

  /** How many there were. */
  public static int replay(String target, Consumer<byte[]> test) {
    List<Path> files = files(target);
    for (Path file : files) {
      try {
        test.accept(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + file, e);
      }
    }
    return files.size();
  }

  /** Runs inputs that differ from the seeds in a few places. */
  public static void mutate(String target, int rounds, Consumer<byte[]> test) {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : files(target)) {
      try {
        seeds.add(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    mutate(seeds, rounds, test);
  }

  /** As above, of seeds at hand. */
  public static void mutate(List<byte[]> seeds, int rounds, Consumer<byte[]> test) {
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      byte[] data = mutated(seeds, random);
      try {
        test.accept(data);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError(
            "-Dplinth.seed=%d, round %d:%n%s"
                .formatted(seed, round, new String(data, StandardCharsets.UTF_8)),
            e);
      }
    }
  }

  /** One of these with one to four changes: bytes, tokens, cuts, repetitions, pieces of others. */
  public static byte[] mutated(List<byte[]> seeds, Random random) {
    byte[] data = seeds.get(random.nextInt(seeds.size())).clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(data.length + 1);
      int end = at + random.nextInt(Math.min(200, data.length - at) + 1);
      byte[] piece =
          switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) random.nextInt()};
            case 1 -> TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
            case 2 -> new byte[0];
            case 3 -> {
              byte[] once = Arrays.copyOfRange(data, at, end);
              yield (new String(once, StandardCharsets.ISO_8859_1).repeat(3))
                  .getBytes(StandardCharsets.ISO_8859_1);
            }
            default -> {
              byte[] other = seeds.get(random.nextInt(seeds.size()));
              int from = random.nextInt(other.length + 1);
              yield Arrays.copyOfRange(
                  other, from, from + random.nextInt(Math.min(200, other.length - from) + 1));
            }
          };
      int behind = random.nextBoolean() ? end : at;
      byte[] changed = new byte[data.length - (behind - at) + piece.length];
      System.arraycopy(data, 0, changed, 0, at);
      System.arraycopy(piece, 0, changed, at, piece.length);
      System.arraycopy(data, behind, changed, at + piece.length, data.length - behind);
      data = changed;
    }
    return data;
  }

  private static List<Path> files(String target) {
    try (Stream<Path> all =
        Files.list(
            Path.of(
                System.getProperty("plinth.root", "."),
                "dockerfile/src/test/resources/fuzz",
                target))) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
