package dev.plinth.bases.tags;

import dev.plinth.bases.tags.TagRules.ImageRules;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the floating tags of an image say is released: of {@code 3-slim} the version that has its
 * digest. What is newer than that within its major is not believed. Where a major has no such tag
 * the one named {@code latest} counts, and only for images whose current version is not newer: it
 * is some release of long-term support in places, and in others the one tag of a whole variant.
 */
final class Ceiling {
  private static final String LATEST = "latest";

  private final Map<String, String> digests;
  private final TagName current;

  /** Of each digest the newest tag of the current one's shape. */
  private final Map<String, TagName> newest = new HashMap<>();

  Ceiling(Question question, ImageRules rules, TagName current) {
    this.digests = question.digests();
    this.current = current;
    TagOrder order = new TagOrder(rules);
    for (Map.Entry<String, String> entry : digests.entrySet()) {
      TagName tag = TagName.of(entry.getKey(), rules);
      if (tag.shape().equals(current.shape()) && tag.version() != null) {
        newest.merge(entry.getValue(), tag, (a, b) -> order.compare(a, b) < 0 ? b : a);
      }
    }
  }

  /** True where floating tags point to something older. */
  boolean above(TagName tag, TagOrder order) {
    TagPart version = tag.version();
    if (digests.isEmpty() || version == null || version.precision() < 2) {
      return false;
    }
    String major = tag.withVersion(Long.toString(version.number(0)));
    TagName released = pointedTo(major);
    if (released == null && !digests.containsKey(major)) {
      TagName latest = pointedTo(LATEST);
      released = latest == null || order.compareVersions(latest, current) < 0 ? null : latest;
    }
    return released != null && order.compareVersions(tag, released) > 0;
  }

  private @Nullable TagName pointedTo(String floating) {
    String digest = digests.get(floating);
    return digest == null ? null : newest.get(digest);
  }
}
