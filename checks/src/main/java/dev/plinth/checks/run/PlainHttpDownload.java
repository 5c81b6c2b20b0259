package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;
import java.util.Locale;

/** A download that anybody on the way may change. */
@RuleInfo(
    id = "plain-http-download",
    level = Level.INFO,
    title = "Download over plain http, unchecked",
    category = Category.SHELL)
public final class PlainHttpDownload implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (checks(run.calls())) {
        continue;
      }
      for (Call call : run.calls().all()) {
        Download download = Download.of(call);
        if (download != null) {
          download.addresses().forEach(word -> judge(report, call, word));
        } else if (call.is("git") && call.has("clone")) {
          call.arguments().forEach(word -> judge(report, call, word));
        } else if (call.isAny("pip", "pip3")) {
          for (String option : new String[] {"-i", "--index-url", "--extra-index-url"}) {
            ShellWord value = Folders.valueOf(call, option);
            if (value != null) {
              judge(report, call, value);
            }
          }
        }
      }
    }
  }

  private static void judge(Reporter report, Call call, ShellWord word) {
    String text = word.pattern();
    if (!text.startsWith("http://") || local(text.substring("http://".length()))) {
      return;
    }
    Span span = call.span(word);
    report
        .at(
            span,
            host(text.substring("http://".length())),
            call.program() + " takes this over plain http, and nothing checks what comes")
        .advise("use https, or check the digest of what came in the same RUN");
  }

  private static String host(String rest) {
    int end = 0;
    while (end < rest.length() && "/:?#\0".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String host = rest.substring(0, end);
    return host.isEmpty() ? "http" : host.substring(host.indexOf('@') + 1);
  }

  private static boolean local(String rest) {
    String host = host(rest).toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.startsWith("[")
        || host.equals("0.0.0.0")
        || host.endsWith(".localhost");
  }

  /** True where digests or signatures are checked. */
  private static boolean checks(Calls calls) {
    for (Call call : calls.all()) {
      boolean checks =
          switch (call.program()) {
            case "sha256sum",
                "sha512sum",
                "sha384sum",
                "sha224sum",
                "sha1sum",
                "md5sum",
                "shasum" ->
                true;
            case "gpgv", "minisign", "cosign", "signify", "b2sum", "rhash", "openssl" -> true;
            case "gpg", "gpg2" -> call.has("--verify");
            default -> false;
          };
      if (checks) {
        return true;
      }
    }
    return false;
  }
}
