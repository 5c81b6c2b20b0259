package dev.plinth.bases.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tree with other files in it, of which only the folders on the way to them are read and written:
 * an index of all its files would be as large as the repository, and a hostile one has folders that
 * hold each other many times over.
 */
final class TreeEdit {
  private final Git git;
  private final Map<String, String> environment;

  /**
   * @param environment for what is written
   */
  TreeEdit(Git git, Map<String, String> environment) {
    this.git = git;
    this.environment = environment;
  }

  /**
   * Puts blobs in the place of files that are there, with their modes.
   *
   * @param blobs by their paths, with slashes
   * @return the tree's name
   * @throws dev.plinth.foundation.PlinthException where one is no plain file there
   */
  String with(String tree, Map<String, String> blobs) {
    Map<String, String> leaves = new TreeMap<>();
    Map<String, Map<String, String>> folders = new TreeMap<>();
    for (Map.Entry<String, String> each : blobs.entrySet()) {
      String path = each.getKey();
      int slash = path.indexOf('/');
      if (slash < 0) {
        leaves.put(path, each.getValue());
      } else {
        folders
            .computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
            .put(path.substring(slash + 1), each.getValue());
      }
    }
    List<String> entries = new ArrayList<>(entries(tree));
    for (Map.Entry<String, String> leaf : leaves.entrySet()) {
      int at = find(entries, leaf.getKey());
      String mode = entries.get(at).substring(0, 6);
      if (!mode.equals("100644") && !mode.equals("100755")) {
        throw Git.failed("ls-tree", leaf.getKey() + " is no plain file in what is checked out");
      }
      entries.set(at, mode + " blob " + leaf.getValue() + "\t" + bytes(leaf.getKey()));
    }
    for (Map.Entry<String, Map<String, String>> folder : folders.entrySet()) {
      int at = find(entries, folder.getKey());
      String[] words = entries.get(at).split("[ \t]", 4);
      if (!words[1].equals("tree")) {
        throw Git.failed("ls-tree", folder.getKey() + " is no folder in what is checked out");
      }
      String inner = with(words[2], folder.getValue());
      entries.set(at, words[0] + " tree " + inner + "\t" + words[3]);
    }
    byte[] input = (String.join("\0", entries) + "\0").getBytes(ISO_8859_1);
    return Git.text(git.run(environment, input, "mktree", "-z", "--missing"));
  }

  /** Names are bytes to git; a character stands for each here. */
  private static String bytes(String name) {
    return new String(name.getBytes(UTF_8), ISO_8859_1);
  }

  private List<String> entries(String tree) {
    byte[] listed = git.run(Map.of(), new byte[0], "ls-tree", "-z", "--full-tree", tree);
    String all = new String(listed, ISO_8859_1);
    return all.isEmpty() ? List.of() : List.of(all.split("\0", -1)).subList(0, count(all));
  }

  private static int count(String all) {
    return (int) all.chars().filter(c -> c == 0).count();
  }

  private static int find(List<String> entries, String name) {
    String ending = "\t" + bytes(name);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).indexOf('\t') == entries.get(i).length() - ending.length()
          && entries.get(i).endsWith(ending)) {
        return i;
      }
    }
    throw Git.failed("ls-tree", name + " is not in what is checked out");
  }
}
