package dev.plinth.bases.difference;

import dev.plinth.oci.image.ImageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which members of two configurations differ (OCI image-spec config.md § Properties). What differs
 * is told by what they say, what is shown by what may be shown of them.
 */
final class SettingChanges {
  private final List<SettingChange> changes = new ArrayList<>();

  private SettingChanges() {}

  /** In a fixed order of members, then by key. */
  static List<SettingChange> of(Side.Config before, Side.Config after) {
    SettingChanges settings = new SettingChanges();
    ImageConfig old = before.said();
    ImageConfig now = after.said();
    ImageConfig oldShown = before.shown();
    ImageConfig nowShown = after.shown();
    settings.text("platform", old.platform().toString(), now.platform().toString());
    settings.add("user", "", old.user(), now.user(), oldShown.user(), nowShown.user());
    settings.add(
        "workingDir",
        "",
        old.workingDir(),
        now.workingDir(),
        oldShown.workingDir(),
        nowShown.workingDir());
    settings.list(
        "entrypoint",
        old.entrypoint(),
        now.entrypoint(),
        oldShown.entrypoint(),
        nowShown.entrypoint());
    settings.list("cmd", old.cmd(), now.cmd(), oldShown.cmd(), nowShown.cmd());
    settings.text("stopSignal", old.stopSignal(), now.stopSignal());
    settings.members("exposedPorts", old.exposedPorts(), now.exposedPorts());
    settings.members("volumes", old.volumes(), now.volumes());
    settings.map(
        "env",
        variables(old.env()),
        variables(now.env()),
        variables(oldShown.env()),
        variables(nowShown.env()));
    settings.map("labels", old.labels(), now.labels(), oldShown.labels(), nowShown.labels());
    return List.copyOf(settings.changes);
  }

  private void text(String member, String before, String after) {
    add(member, "", before, after, before, after);
  }

  private void list(
      String member,
      List<String> before,
      List<String> after,
      List<String> beforeShown,
      List<String> afterShown) {
    add(member, "", words(before), words(after), words(beforeShown), words(afterShown));
  }

  private void members(String member, List<String> before, List<String> after) {
    TreeSet<String> all = new TreeSet<>(before);
    all.addAll(after);
    for (String each : all) {
      String old = before.contains(each) ? "set" : "";
      String now = after.contains(each) ? "set" : "";
      add(member, each, old, now, old, now);
    }
  }

  private void map(
      String member,
      Map<String, String> before,
      Map<String, String> after,
      Map<String, String> beforeShown,
      Map<String, String> afterShown) {
    TreeSet<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String each : all) {
      add(
          member,
          each,
          set(before.get(each)),
          set(after.get(each)),
          set(beforeShown.get(each)),
          set(afterShown.get(each)));
    }
  }

  /** A variable that is set to nothing is set. */
  private static String set(@Nullable String value) {
    return value == null ? "" : "=" + value;
  }

  private void add(
      String member,
      String key,
      String before,
      String after,
      String beforeShown,
      String afterShown) {
    if (!before.equals(after)) {
      boolean hidden = !before.equals(beforeShown) || !after.equals(afterShown);
      changes.add(new SettingChange(member, key, beforeShown, afterShown, hidden));
    }
  }

  private static Map<String, String> variables(List<String> env) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String each : env) {
      int equals = each.indexOf('=');
      variables.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return variables;
  }

  /** As JSON's strings in brackets, so that words keep their bounds. */
  private static String words(List<String> words) {
    if (words.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("[");
    for (String word : words) {
      text.append(text.length() == 1 ? "" : ", ")
          .append('"')
          .append(word.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return text.append(']').toString();
  }
}
