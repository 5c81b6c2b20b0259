package dev.plinth.oci.tar;

/** What a tar entry makes. */
public enum EntryType {
  FILE,
  DIRECTORY,
  SYMLINK,
  HARDLINK,
  CHARACTER_DEVICE,
  BLOCK_DEVICE,
  FIFO,
  /** A type flag that is none of these; its content is passed over. */
  OTHER
}
