package dev.plinth.dockerfile.meaning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stage declares, and when. A stage on top of another sees all that one declared; ENV goes
 * before ARG of the same name.
 */
public final class StageVariables {
  /** Stages on top of each other beyond which nothing is known any more. */
  private static final int HIGHEST = 100;

  private static final Map<String, Variable> PREDEFINED = predefined();

  private final @Nullable StageVariables beneath;
  private final int height;
  private final Map<String, List<Declared>> environment = new HashMap<>();
  private final Map<String, List<Declared>> arguments = new HashMap<>();

  private record Declared(int step, Variable variable) {}

  StageVariables(@Nullable StageVariables beneath) {
    this.height = beneath == null ? 0 : beneath.height + 1;
    this.beneath = height > HIGHEST ? null : beneath;
  }

  /** Names that the builder gives without a declaration, by the Dockerfile reference. */
  private static Map<String, Variable> predefined() {
    Map<String, Variable> names = new HashMap<>();
    for (String name :
        new String[] {
          "HTTP_PROXY",
          "http_proxy",
          "HTTPS_PROXY",
          "https_proxy",
          "FTP_PROXY",
          "ftp_proxy",
          "NO_PROXY",
          "no_proxy",
          "ALL_PROXY",
          "all_proxy"
        }) {
      names.put(name, new Variable(name, null, Variable.Kind.PREDEFINED, null));
    }
    return Map.copyOf(names);
  }

  void declare(int step, Variable variable) {
    (variable.kind() == Variable.Kind.ENV ? environment : arguments)
        .computeIfAbsent(variable.name(), x -> new ArrayList<>(1))
        .add(new Declared(step, variable));
  }

  /** What the step of that index sees under the name; null where nothing is declared. */
  public @Nullable Variable find(String name, int step) {
    @Nullable Variable argument = null;
    int before = step;
    for (StageVariables stage = this; stage != null; stage = stage.beneath) {
      @Nullable Variable environment = last(stage.environment.get(name), before);
      if (environment != null) {
        return environment;
      }
      if (argument == null) {
        argument = last(stage.arguments.get(name), before);
      }
      before = Integer.MAX_VALUE;
    }
    return argument == null ? PREDEFINED.get(name) : argument;
  }

  /** The last one declared before that step. */
  private static @Nullable Variable last(@Nullable List<Declared> declared, int step) {
    if (declared == null) {
      return null;
    }
    int low = 0;
    int high = declared.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (declared.get(middle).step < step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : declared.get(low - 1).variable;
  }

  /** All names that are declared in the stage itself or beneath it, whenever. */
  public boolean everDeclares(String name) {
    return find(name, Integer.MAX_VALUE) != null;
  }
}
