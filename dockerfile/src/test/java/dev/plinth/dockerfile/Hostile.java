package dev.plinth.dockerfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Files made to cost time or memory, each of a size to choose. */
public final class Hostile {
  private Hostile() {}

  /** By name; the number is how often what they repeat is repeated. */
  public static Map<String, IntFunction<String>> files() {
    Map<String, IntFunction<String>> files = new LinkedHashMap<>();
    files.put("directives", n -> "# syntax=a\n".repeat(n) + "FROM a\n");
    files.put("unknown instructions", n -> "FRON a\n".repeat(n));
    files.put("comments", n -> "FROM a\n" + "# b\n".repeat(n) + "RUN c\n");
    files.put("continued comments", n -> "FROM a\nRUN b \\\n" + "# c\n\n d \\\n".repeat(n) + "e\n");
    files.put("stages", n -> "FROM a\nCOPY --from=0 b c\n".repeat(n));
    files.put("a chain of stages", Hostile::chain);
    files.put("stages of one name", n -> "FROM a AS b\n".repeat(n) + "COPY --from=b c d\n");
    files.put("doubling", n -> "FROM a\nENV b=1234567890\n" + "ENV b=$b$b\n".repeat(n));
    files.put("doubling arguments", n -> "ARG b=1\n" + "ARG b=${b:-x}${b}$b\n".repeat(n));
    files.put("replacing", n -> "FROM a\nENV b=1\n" + "ENV b=${b//1/$b}1\n".repeat(n));
    files.put("trimming", n -> "FROM a\nARG b=1\n" + "LABEL c=${b%%*1*}${b##?}$b\n".repeat(n));
    files.put("one pair list", n -> "FROM a\nENV" + " \\\n b=$c".repeat(n) + "\n");
    files.put("flags", n -> "FROM a\nRUN" + " --mount=a".repeat(n) + " --network=b".repeat(n));
    files.put("mounts", n -> "FROM a\nRUN --mount=type=bind" + ",from=b".repeat(n) + " c\n");
    files.put("heredoc marks", n -> "FROM a\nCOPY" + " <<b".repeat(n) + " c\n" + "b\n".repeat(n));
    files.put("open heredocs", n -> "FROM a\n" + "RUN <<b c\n".repeat(n));
    files.put("strings", n -> "FROM a\nCMD [\"a\"" + ", \"\\u00e9\"".repeat(n) + "]\n");
    files.put("open arrays", n -> "FROM a\n" + "CMD [[[[\n".repeat(n));
    files.put("triggers", n -> "FROM a\n" + "ONBUILD COPY --from=b c d\n".repeat(n));
    files.put("arithmetic", n -> script("$((a #(\n) )\n".repeat(n)));
    files.put("open arithmetic", n -> script("$(( a\n".repeat(n)));
    files.put("subscripts", n -> script("a[\n".repeat(n) + "]\n"));
    files.put("open subscripts", n -> script("`a[` ".repeat(n)));
    files.put("quoted heredocs", n -> script("`<<a` ".repeat(n)));
    files.put("heredocs of a line", n -> "FROM a\nRUN cat" + " \\\n < <(b <<c)".repeat(n));
    files.put("comments in quotes", n -> script("`#` ".repeat(n)));
    files.put("backquotes", n -> script("`a` \"`b \\`c\\``\" ".repeat(n)));
    files.put("quotes", n -> script("a 'b' \"c $d ${e:-'f'}\" $'g'\n".repeat(n)));
    files.put("open quotes", n -> script("a ' b \" ".repeat(n)));
    files.put("nesting", n -> script("( ".repeat(n)));
    files.put("nested substitutions", n -> script("\"$(a ".repeat(n)));
    files.put("nested defaults", n -> script("${a:-".repeat(n)));
    files.put("patterns", n -> script("@(a|b)".repeat(n) + "@(".repeat(n)));
    files.put("branches", n -> script("if a; then b; elif c; then d; else e; fi\n".repeat(n)));
    files.put("cases", n -> script("case a in" + " (b|c) d;;".repeat(n) + " esac\n"));
    files.put("chain", n -> script("a" + " && b || c".repeat(n) + "\n"));
    files.put("pipeline", n -> script("a" + " | b $(c | d)".repeat(n) + "\n"));
    files.put("wrappers", n -> script("sudo ".repeat(n) + "sh -c '" + "a;".repeat(n) + "'\n"));
    files.put("inner scripts", n -> script("sh -c 'a \"b\"' && bash -c \"$c\"\n".repeat(n)));
    files.put("found", n -> script("find a" + " -exec sh -c 'b' \\;".repeat(n) + "\n"));
    files.put("exports", n -> script("export a=b; a=c; export a; pip install d\n".repeat(n)));
    files.put("gems", n -> script("gem install" + " -x".repeat(n) + " a".repeat(n) + "\n"));
    files.put("patterns of zypper", n -> script("zypper in" + " -x a".repeat(n) + "\n"));
    files.put("packages", n -> script("apt-get install -y" + " a=1".repeat(n) + "\n"));
    files.put("removed", n -> script("rm -rf " + "/".repeat(n) + " " + "/*".repeat(n) + "\n"));
    files.put("alternatives", n -> script("rm " + "{a,b}".repeat(n) + " {c,d}{e,f}\n".repeat(n)));
    files.put("runs", n -> "FROM a\n" + "RUN b \"${c:-$(d 'e' | f)}\" && g=1 h\n".repeat(n));
    return files;
  }

  private static String chain(int n) {
    StringBuilder out = new StringBuilder("FROM a AS s0\n");
    for (int i = 1; i < n; i++) {
      out.append("FROM s").append(i - 1).append(" AS s").append(i).append("\nENV b=$b\n");
    }
    return out.toString();
  }

  private static String script(String text) {
    return "FROM a\nRUN <<'END'\n" + text + "\nEND\n";
  }
}
