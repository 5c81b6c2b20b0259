package dev.plinth.checks.packages;

import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;

/** Mounts that keep what a RUN writes out of its layer. */
final class Mounts {
  private Mounts() {}

  /**
   * True where a mount of the instruction lies over one of these folders, or over one above it.
   *
   * @param folders absolute paths, or ends of paths beneath a home folder
   */
  static boolean cover(Instruction instruction, String... folders) {
    for (Flag flag : instruction.flags()) {
      if (!flag.named("mount")) {
        continue;
      }
      Mount mount = Mount.of(flag);
      String target = mount.target();
      while (target.length() > 1 && target.endsWith("/")) {
        target = target.substring(0, target.length() - 1);
      }
      for (String folder : folders) {
        if (over(target, folder)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean over(String target, String folder) {
    if (target.isEmpty()) {
      return false;
    }
    if (folder.equals(target) || folder.startsWith(target + "/") || target.endsWith(folder)) {
      return true;
    }
    // Of ~/.cache/pip also ~/.cache, whatever the home folder is.
    int slash = folder.lastIndexOf('/');
    return folder.startsWith("/.") && slash > 0 && target.endsWith(folder.substring(0, slash));
  }
}
