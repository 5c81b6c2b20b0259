package dev.plinth.checks.rule;

import dev.plinth.findings.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of a rule without running it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleInfo {
  /** Lower-case words with hyphens; the class is named by the same words. Never reused. */
  String id();

  /** How much it matters, unless the settings say otherwise. */
  Level level();

  /** What it reports, one line without a final stop, for lists: "Image without a tag". */
  String title();

  /** What it is about. */
  Category category();

  /**
   * Its names in other tools, with the tool before a colon: {@code hadolint:DL3006}, {@code
   * buildkit:StageNameCasing}, {@code shellcheck:SC2086}, {@code trivy:DS-0001}, {@code
   * checkov:CKV_DOCKER_7}, {@code dockle:DKL-DI-0006}, {@code zizmor:unpinned-uses}.
   */
  String[] aliases() default {};

  /** False for a rule that the settings must ask for. */
  boolean standard() default true;

  /** What a rule is about. */
  enum Category {
    BASE_IMAGE("base images"),
    STAGES("stages"),
    IDENTITY("users and privileges"),
    SECRETS("secrets"),
    PACKAGES("package managers"),
    RUNTIME("what runs needs"),
    CONTEXT("build context"),
    INSTRUCTIONS("instructions"),
    LABELS("labels"),
    SHELL("shell of RUN"),
    SYNTAX("syntax"),
    PIPELINES("pipelines");

    private final String words;

    Category(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
