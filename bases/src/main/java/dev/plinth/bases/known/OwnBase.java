package dev.plinth.bases.known;

import java.util.List;

/**
 * One of the company's own bases, as {@code .plinth.yaml} has it.
 *
 * @param image to write, with its tag; {@code {v}} stands for the language's release
 * @param family that it is like
 * @param languages that it is for; none where for whatever its family suits
 * @param approved true where the policy approves it
 * @param replaces families that nobody takes any more
 */
public record OwnBase(
    String image, Family family, List<String> languages, boolean approved, List<String> replaces) {
  /** Keeps its own copies. */
  public OwnBase {
    languages = List.copyOf(languages);
    replaces = List.copyOf(replaces);
  }

  /** True where an image is this one, whatever its tag says where the name leaves it open. */
  public boolean is(ImageName name) {
    ImageName own = ImageName.of(image.replace("{v}", "*"));
    return Glob.matches(own.repository(), name.repository())
        && (own.tag().isEmpty() || Glob.matches(own.tag(), name.tagOrLatest()));
  }

  /** An image of its family, by which is known what it holds. */
  public ImageName example() {
    Family like = Families.known(family.id());
    return ImageName.of(
        like.image()
            .replace("{v}", "0")
            .replace("{on}", "")
            .replace("{debian}", "")
            .replace("{debian#}", "13")
            .replace("{ubuntu}", "noble")
            .replace("{alpine}", "")
            .replace("{rhel}", "9"));
  }

  /** What it holds, where it is like an image of its family but for what is said of it. */
  public KnownBase as(ImageName name, KnownBase like) {
    int colon = family.account().indexOf(':');
    String account = colon < 0 ? family.account() : family.account().substring(0, colon);
    return new KnownBase(
        name,
        like.distribution(),
        like.release(),
        family.libc().isEmpty() ? like.libc() : family.libc(),
        family.hasShell(),
        like.managers(),
        like.certificates(),
        like.zones(),
        like.passwd(),
        // Whom it runs as nobody says: an account that it has is not yet the one it runs as.
        "",
        account.isEmpty() ? like.users() : List.of(account),
        like.kind());
  }

  /** True where it is for programs of that language. */
  public boolean serves(String language) {
    if (!languages.isEmpty()) {
      return languages.contains(language);
    }
    for (Families.Fit fit : Families.fits(language)) {
      if (fit.family().equals(family.id())) {
        return true;
      }
    }
    return false;
  }
}
