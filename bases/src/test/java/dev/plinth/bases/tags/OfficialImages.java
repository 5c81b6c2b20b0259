package dev.plinth.bases.tags;

import dev.plinth.oci.Limits;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tukaani.xz.XZInputStream;

/** The official images' own lists: which tags are published, and which of them are one image. */
record OfficialImages(Map<String, Map<String, Set<Integer>>> images) {
  /** Of each image each tag with the entries that it stands in: the same ones, the same image. */
  static OfficialImages read(Path archive) throws IOException {
    Map<String, Map<String, Set<Integer>>> images = new TreeMap<>();
    try (InputStream in =
        new XZInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      TarStream tar = new TarStream(in, Limits.defaults(), Long.MAX_VALUE);
      for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
        String path = entry.path();
        String text = new String(tar.content().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Set<Integer>> tags = tags(text);
        if (!tags.isEmpty()) {
          images.put(path.substring(path.lastIndexOf('/') + 1), tags);
        }
      }
    }
    return new OfficialImages(images);
  }

  private static Map<String, Set<Integer>> tags(String text) {
    Map<String, Set<Integer>> tags = new TreeMap<>();
    int entry = 0;
    List<String> fields = new ArrayList<>();
    for (String line : text.split("\n")) {
      // A field goes on in lines that begin with a blank.
      if (line.startsWith(" ") && !fields.isEmpty()) {
        fields.set(fields.size() - 1, fields.getLast() + line);
      } else {
        fields.add(line);
      }
    }
    for (String line : fields) {
      if (line.isBlank()) {
        entry++;
      } else if (line.startsWith("Tags:") || line.startsWith("SharedTags:")) {
        for (String tag : line.substring(line.indexOf(':') + 1).split(",")) {
          tags.computeIfAbsent(tag.strip(), _ -> new TreeSet<>()).add(entry);
        }
      }
    }
    return tags;
  }
}
