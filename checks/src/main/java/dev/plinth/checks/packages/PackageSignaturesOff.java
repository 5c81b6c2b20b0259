package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Option;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;

/** Packages that nobody vouches for. */
@RuleInfo(
    id = "package-signatures-off",
    level = Level.WARNING,
    title = "Check of package signatures switched off",
    category = Category.PACKAGES,
    aliases = {
      "checkov:CKV2_DOCKER_7",
      "checkov:CKV2_DOCKER_8",
      "checkov:CKV2_DOCKER_9",
      "checkov:CKV2_DOCKER_10",
      "checkov:CKV2_DOCKER_11"
    })
public final class PackageSignaturesOff implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        for (Option option : call.options()) {
          if (off(call, option)) {
            ShellWord last = option.valueWord() == null ? option.word() : option.valueWord();
            report(
                report,
                call.call().text().span(option.word().from(), last.to()),
                call.manager().program());
          }
        }
      }
      for (Call call : run.calls().all()) {
        if (call.isAny("echo", "printf", "sed")) {
          for (ShellWord word : call.arguments()) {
            String text = word.pattern();
            if (text.contains("trusted=yes")
                || text.contains("gpgcheck=0")
                || text.contains("AllowUnauthenticated \"true\"")) {
              report(report, call.span(word), call.program());
            }
          }
        }
      }
    }
  }

  private static void report(Reporter report, Span span, String subject) {
    report
        .at(span, subject, "with this, packages are installed that nobody has signed")
        .advise("install the repository's key, and name it in the repository's entry");
  }

  private static boolean off(PackageCall call, Option option) {
    PackageManager manager = call.manager();
    String value = option.value() == null ? "" : option.value();
    if (manager.isApt()) {
      return switch (option.name()) {
        case "--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories" -> true;
        case "-o", "--option" -> aptOff(value);
        default -> false;
      };
    }
    if (manager.isDnf()) {
      return switch (option.name()) {
        case "--nogpgcheck", "--no-gpgchecks" -> true;
        case "--setopt" -> {
          int equals = value.indexOf('=');
          yield equals > 0
              && value.substring(0, equals).endsWith("gpgcheck")
              && no(value.substring(equals + 1));
        }
        default -> false;
      };
    }
    return switch (manager) {
      case RPM ->
          switch (option.name()) {
            case "--nosignature", "--nodigest", "--nofiledigest", "--noverify" -> true;
            default -> false;
          };
      case APK -> option.name().equals("--allow-untrusted");
      case ZYPPER ->
          option.name().equals("--no-gpg-checks") || option.name().equals("--allow-unsigned-rpm");
      default -> false;
    };
  }

  private static boolean aptOff(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String name = setting.substring(0, equals);
    return (name.endsWith("::AllowUnauthenticated")
            || name.endsWith("::AllowInsecureRepositories")
            || name.endsWith("::AllowDowngradeToInsecureRepositories"))
        && yes(setting.substring(equals + 1));
  }

  private static boolean yes(String value) {
    return value.equals("true") || value.equals("1") || value.equals("yes");
  }

  private static boolean no(String value) {
    return value.equals("0") || value.equalsIgnoreCase("false") || value.equalsIgnoreCase("no");
  }
}
