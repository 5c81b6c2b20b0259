package dev.plinth.oci.tar;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Random entries that a tar can hold, odd ones among them. */
final class RandomEntries {
  private RandomEntries() {}

  static TarEntry next(Random random) {
    EntryType type = EntryType.values()[random.nextInt(EntryType.values().length - 1)];
    boolean device = type == EntryType.CHARACTER_DEVICE || type == EntryType.BLOCK_DEVICE;
    String link =
        switch (type) {
          case HARDLINK -> path(random);
          case SYMLINK -> "../" + path(random) + (random.nextBoolean() ? "/" : "");
          default -> "";
        };
    Map<String, String> xattrs = new HashMap<>();
    for (int i = random.nextInt(10) == 0 ? 3 : 0; i > 0; i--) {
      byte[] value = new byte[random.nextInt(30)];
      random.nextBytes(value);
      xattrs.put("user.x" + i, new String(value, StandardCharsets.ISO_8859_1));
    }
    return new TarEntry(
        path(random),
        type,
        type == EntryType.FILE ? random.nextInt(3) * random.nextInt(3_000) : 0,
        random.nextInt(010000),
        number(random),
        number(random),
        random.nextInt(4) == 0 ? -number(random) : number(random),
        link,
        xattrs,
        device ? random.nextInt(1 << 20) : 0,
        device ? random.nextInt(1 << 20) : 0);
  }

  private static long number(Random random) {
    return random.nextInt(6) == 0 ? random.nextLong(1L << 40) : random.nextInt(100_000);
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int part = random.nextInt(4); part >= 0; part--) {
      if (!path.isEmpty()) {
        path.append('/');
      }
      path.append('p');
      byte[] name = new byte[random.nextInt(random.nextInt(8) == 0 ? 200 : 12)];
      random.nextBytes(name);
      for (int i = 0; i < name.length; i++) {
        boolean odd = random.nextInt(30) == 0;
        name[i] = odd ? name[i] : (byte) ('a' + (name[i] & 15));
        if (name[i] == 0 || name[i] == '/') {
          name[i] = ' ';
        }
      }
      path.append(EntryPath.decode(name, 0, name.length));
    }
    return path.toString();
  }
}
