package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A place of a file that names an image.
 *
 * @param kind what sort of place
 * @param where in the file, as people would say it: {@code stage build}, {@code services.web.image}
 * @param image what it names, and how that is changed
 * @param platform that is asked for beside it, such as {@code linux/arm64}; empty where none is
 * @param fixed why it cannot be changed, a sentence without a final stop; null where it can
 * @param hold that somebody put on it; null where none
 */
public record Place(
    Kind kind,
    String where,
    ImageText image,
    String platform,
    @Nullable String fixed,
    @Nullable Hold hold) {

  /** The sorts of place. */
  public enum Kind {
    /** FROM of a Dockerfile, the ARG whose default it uses included. */
    FROM("FROM"),
    /** COPY --from. */
    COPY_FROM("COPY --from"),
    /** RUN --mount=from=. */
    MOUNT_FROM("RUN --mount"),
    /** The syntax directive: the builder's own image. */
    SYNTAX("# syntax"),
    /** A service of a Compose file. */
    COMPOSE("Compose"),
    /** A container of a Kubernetes resource, or an image volume. */
    KUBERNETES("Kubernetes"),
    /** The values of a Helm chart. */
    HELM("Helm values"),
    /** The images of a Kustomization. */
    KUSTOMIZE("Kustomize"),
    /** A container, service or step of a GitHub workflow or action. */
    GITHUB("GitHub Actions"),
    /** An action that a GitHub workflow uses: no image, but pinned like one. */
    ACTION("GitHub action"),
    /** A job of GitLab CI. */
    GITLAB("GitLab CI"),
    /** A job or executor of CircleCI. */
    CIRCLECI("CircleCI"),
    /** A development container. */
    DEVCONTAINER("Dev container"),
    /** A string of a Terraform file. */
    TERRAFORM("Terraform"),
    /** Whatever a pattern of the settings finds. */
    PATTERN("pattern");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** For people. */
    public String shown() {
      return shown;
    }

    /** The lower-case word of reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * That a place stays as it is.
   *
   * @param by what says so: {@code the comment}, {@code renovate.json}
   * @param reason empty where none is given
   * @param until the last day; null where for good
   */
  public record Hold(String by, String reason, @Nullable LocalDate until) {
    /** True on that day. */
    public boolean holds(LocalDate day) {
      return until == null || !day.isAfter(until);
    }
  }

  /** Offset of the first byte of the image's name. */
  public int start() {
    return span().start();
  }

  /** Offset behind its last byte. */
  public int end() {
    return span().end();
  }

  /** The image's name as it stands there, variables put in; of an action with its at sign. */
  public String shown() {
    return kind == Kind.ACTION
        ? SourceText.utf8(image.name() + "@" + image.tag())
        : SourceText.utf8(image.reference());
  }

  /** Where the image's name stands. */
  public Span span() {
    return image.span();
  }

  /** The same with a hold. */
  public Place held(@Nullable Hold other) {
    return new Place(kind, where, image, platform, fixed, hold == null ? other : hold);
  }
}
