package dev.plinth.bases.settings;

import dev.plinth.bases.BasesErrors;
import dev.plinth.bases.PolicyYaml;
import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.known.Families;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.Mirrors;
import dev.plinth.bases.known.Mirrors.Mirror;
import dev.plinth.bases.known.OwnBase;
import dev.plinth.foundation.SafeText;
import dev.plinth.policy.Spelling;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the sections {@code bases} and {@code mirrors} of {@code .plinth.yaml} and of the
 * organisation's policy:
 *
 * <pre>
 * bases:
 *   - image: registry.corp/base/python:{v}   # with its tag; {v} stands for the language's release
 *     family: python-slim                    # what it is like: docs/bases.md lists them
 *     languages: [python]                    # what it is for; whatever its family suits by default
 *     libc: glibc                            # where it differs from its family: libc, shell,
 *     shell: none                            #   account, debug, platforms
 *     account: app:1001
 *     debug: registry.corp/base/python:{v}-debug
 *     platforms: [linux/amd64, linux/arm64]
 *     approved: true
 *     replaces: [python-slim, python-alpine] # families that nobody takes any more
 * mirrors:
 *   harbor.corp/hub/*: docker.io/*           # both end in a star, or neither does
 * </pre>
 */
public final class BaseSettingsReader {
  private static final int MOST_BASES = 500;
  private static final int MOST_MIRRORS = 500;
  private static final int LONGEST = 512;

  private BaseSettingsReader() {}

  /**
   * Of a policy file's bytes.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static BaseSettings read(String label, byte[] bytes) {
    YamlFields root = PolicyYaml.of(label, bytes);
    String section = "bases";
    try {
      List<OwnBase> bases = bases(root);
      section = "mirrors";
      return new BaseSettings(bases, mirrors(root), Approvals.read(label, bytes));
    } catch (YamlProblem e) {
      throw BasesErrors.settings(section, label, e);
    }
  }

  private static List<OwnBase> bases(YamlFields root) {
    List<YamlNode> items = root.items("bases");
    if (items.size() > MOST_BASES) {
      throw new YamlProblem(
          root.line("bases"), "there are more than " + MOST_BASES + " bases", "keep a few");
    }
    List<OwnBase> bases = new ArrayList<>();
    for (YamlNode item : items) {
      bases.add(base(YamlFields.of(item, "a base")));
    }
    return bases;
  }

  private static OwnBase base(YamlFields fields) {
    fields.only(
        "image",
        "family",
        "languages",
        "libc",
        "shell",
        "account",
        "debug",
        "platforms",
        "approved",
        "replaces");
    String image = name(fields, "image", fields.required("image", "registry.example.org/base:1"));
    Family like = family(fields, "family", fields.required("family", "debian-slim"));
    String libc = word(fields, "libc", List.of("glibc", "musl", "none"));
    String shell = word(fields, "shell", List.of("bash", "sh", "ash", "none", "cmd", "powershell"));
    String account = fields.text("account");
    if (!account.isEmpty() && !account.matches("[A-Za-z_][A-Za-z0-9_.-]{0,31}(:[0-9]{1,10})?")) {
      throw new YamlProblem(
          fields.line("account"), "`account` is no user", "write it like app:1001");
    }
    List<String> platforms = new ArrayList<>();
    for (String each : fields.texts("platforms")) {
      platforms.add(each.startsWith("linux/") ? each.substring(6) : each);
    }
    List<String> replaces = new ArrayList<>();
    for (String each : fields.texts("replaces")) {
      replaces.add(family(fields, "replaces", each).id());
    }
    String debug = fields.text("debug");
    boolean hasShell = shell.isEmpty() ? like.hasShell() : !shell.equals("none");
    String twin = hasShell ? "self" : like.debug().equals("self") ? "" : like.debug();
    Family own =
        new Family(
            like.id(),
            image,
            like.shown(),
            like.distribution(),
            libc.isEmpty() ? like.libc() : libc,
            shell.isEmpty() ? like.shell() : shell,
            like.managers(),
            like.certificates(),
            like.zones(),
            like.standsOn(),
            account.isEmpty() ? like.account() : account,
            like.variants(),
            debug.isEmpty() ? twin : name(fields, "debug", debug),
            platforms.isEmpty() ? like.platforms() : platforms,
            like.size(),
            like.rebuilt(),
            like.fips(),
            like.sources(),
            like.month());
    return new OwnBase(
        image,
        own,
        fields.texts("languages"),
        Boolean.TRUE.equals(fields.flag("approved")),
        replaces);
  }

  private static Family family(YamlFields fields, String member, String id) {
    Family family = Families.of(id);
    if (family == null) {
      List<String> ids = new ArrayList<>();
      Families.all().forEach(each -> ids.add(each.id()));
      String near = Spelling.closest(id, ids);
      throw new YamlProblem(
          fields.line(member),
          "`" + member + "` names no family that is known",
          near.isEmpty() ? "docs/bases.md lists them" : "did you mean `" + near + "`?");
    }
    return family;
  }

  private static String word(YamlFields fields, String member, List<String> words) {
    String text = fields.text(member);
    if (!text.isEmpty() && !words.contains(text)) {
      throw new YamlProblem(
          fields.line(member),
          "`" + member + "` is none of what it may be",
          "use " + Spelling.list(words));
    }
    return text;
  }

  /** Names are written into Dockerfiles: nothing in them may become an instruction. */
  private static String name(YamlFields fields, String member, String text) {
    String plain = text.replace("{v}", "1");
    boolean good = !plain.isEmpty() && plain.length() <= LONGEST;
    for (int i = 0; i < plain.length() && good; i++) {
      char c = plain.charAt(i);
      good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-/:@".indexOf(c) >= 0;
    }
    if (!good) {
      throw new YamlProblem(
          fields.line(member),
          "`" + member + "` is no image's name",
          "write it like registry.example.org/base/python:{v}");
    }
    return text;
  }

  private static Mirrors mirrors(YamlFields root) {
    YamlFields fields = root.fields("mirrors", "the mirrors");
    List<Mirror> mirrors = new ArrayList<>();
    for (String from : fields.names()) {
      String to = fields.required(from, "docker.io/*");
      if (!pattern(from) || !pattern(to) || from.endsWith("*") != to.endsWith("*")) {
        throw new YamlProblem(
            fields.line(from),
            "the mirror " + SafeText.of(from) + " is none",
            "write it like `harbor.example.org/hub/*: docker.io/*`");
      }
      mirrors.add(Mirror.of(from, to));
    }
    if (mirrors.size() > MOST_MIRRORS) {
      throw new YamlProblem(
          root.line("mirrors"), "there are more than " + MOST_MIRRORS + " mirrors", "join them");
    }
    return new Mirrors(mirrors);
  }

  /**
   * A repository, or the beginning of some: a star stands at the end, behind a slash, or nowhere.
   */
  private static boolean pattern(String text) {
    int star = text.indexOf('*');
    return text.length() > 1
        && text.length() <= LONGEST
        && (star < 0 ? !text.endsWith("/") : star == text.length() - 1 && text.endsWith("/*"));
  }
}
