package dev.plinth.checks.base;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.meaning.Stage;

/** Who a RUN runs as. */
public final class RunUser {
  private RunUser() {}

  /** True where it is root for sure: by USER, else by what is known of the image. */
  public static boolean root(DockerfileFacts facts, Place place) {
    Stage.Situation before = place.step().before();
    if (before.userBy() != null) {
      return "root".equals(before.user()) || "0".equals(before.user());
    }
    KnownBase base = BaseFacts.of(facts).base(place.stage());
    return base != null && base.root();
  }
}
