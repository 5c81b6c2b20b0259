package dev.plinth.bases.hosting;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.json.Json;
import dev.plinth.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tags of GitHub's actions stand for (GitHub's documentation, "REST API endpoints for Git
 * references", "… for Git tags"). Each is asked once; several threads may ask.
 */
public final class ActionCommits {
  /** How many tags may stand for tags. */
  private static final int DEEPEST = 5;

  private final HostApi api;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** By that API. */
  public ActionCommits(HttpClient client, Access access) {
    this.api = new HostApi(client, access);
  }

  /** What a name stands for. */
  public enum Kind {
    /** A tag. */
    TAG,
    /** A branch, which moves. */
    BRANCH,
    /** Neither a tag nor a branch. */
    NOTHING,
    /** The host did not tell. */
    UNKNOWN
  }

  /**
   * An answer.
   *
   * @param commit in hexadecimal; empty where there is none
   * @param why the host did not tell; empty where it did
   */
  public record Answer(Kind kind, String commit, String why) {}

  /**
   * Of a tag or branch.
   *
   * @param action {@code owner/repository}, with or without a path below that
   */
  public Answer of(String action, String name) {
    String[] parts = action.split("/", -1);
    boolean fits =
        parts.length >= 2
            && parts[0].matches("[A-Za-z0-9_.-]{1,100}")
            && parts[1].matches("[A-Za-z0-9_.-]{1,100}")
            && !parts[0].matches("\\.+")
            && !parts[1].matches("\\.+")
            && name.matches("[A-Za-z0-9][A-Za-z0-9._/+-]{0,200}")
            && !name.contains("..");
    if (!fits) {
      return new Answer(Kind.UNKNOWN, "", "it is no action of a repository");
    }
    String repository = parts[0] + "/" + parts[1];
    return answers.computeIfAbsent(repository + "@" + name, _ -> ask(repository, name));
  }

  private Answer ask(String repository, String name) {
    String action = "find what " + repository + "@" + name + " stands for";
    String path = "/repos/" + repository + "/git/";
    String escaped = HostApi.part(name).replace("%2F", "/");
    try {
      Json found = api.get(path + "ref/tags/" + escaped, action);
      if (found == null) {
        Json branch = api.get(path + "ref/heads/" + escaped, action);
        return branch == null
            ? new Answer(Kind.NOTHING, "", "")
            : new Answer(Kind.BRANCH, sha(branch.get("object"), action), "");
      }
      Json object = found.get("object");
      for (int i = 0; i < DEEPEST && object != null && "tag".equals(object.text("type")); i++) {
        Json tag = api.get(path + "tags/" + sha(object, action), action);
        object = tag == null ? null : tag.get("object");
      }
      if (object == null || !"commit".equals(object.text("type"))) {
        return new Answer(Kind.UNKNOWN, "", "the tag stands for no commit");
      }
      return new Answer(Kind.TAG, sha(object, action), "");
    } catch (PlinthException e) {
      return new Answer(Kind.UNKNOWN, "", e.because());
    }
  }

  private static String sha(@org.jspecify.annotations.Nullable Json object, String action) {
    String sha = object == null ? null : object.text("sha");
    if (sha == null || !sha.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
      throw HostingErrors.answer(action, "it has no commit");
    }
    return sha;
  }
}
