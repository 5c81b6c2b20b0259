package dev.plinth.cli;

import dev.plinth.findings.Severity;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.SourceDate;
import dev.plinth.policy.Gate;
import dev.plinth.policy.file.PolicyFile;
import dev.plinth.policy.file.PolicyFileReader;
import dev.plinth.policy.file.Settings;
import dev.plinth.policy.foreign.IgnoreFile;
import dev.plinth.policy.foreign.IgnoreFiles;
import dev.plinth.policy.judge.Judge;
import dev.plinth.policy.vex.VexDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What has a say in a verdict: the options, the project's files in the working folder, the
 * organisation's policy.
 */
final class PolicyArguments {
  static final String PROJECT = ".plinth.yaml";

  /** The variable that gives the organisation's policy where {@code --policy} does not. */
  static final String POLICY = "PLINTH_POLICY";

  private static final int MAX_POLICY = 1 << 20;

  private PolicyArguments() {}

  static void addTo(CommandSpec spec) {
    addFiles(spec);
    spec.addOption(
        CommandLines.option(
            "FILE|TARGET",
            "Block only what is not in this JSON report, or in this other image.",
            "--baseline"));
  }

  /** The files that have a say. */
  static void addFiles(CommandSpec spec) {
    spec.addOption(
        CommandLines.option(
            "FILE",
            "The project's policy and exceptions; "
                + PROJECT
                + " in the working folder (of src:, in the tree) by default.",
            "--config"));
    spec.addOption(
        CommandLines.flag(
            "Read neither " + PROJECT + " nor ignore files of the working folder.", "--no-config"));
    spec.addOption(
        CommandLines.option(
            "FILE|URL",
            "The organisation's policy: nothing else may loosen it but as it permits. $$"
                + POLICY
                + " by default.",
            "--policy"));
    spec.addOption(
        CommandLines.repeated(
            "FILE",
            List.of(),
            "Another scanner's ignore file, as those of the working folder: "
                + String.join(", ", IgnoreFiles.NAMES)
                + ". May be repeated.",
            "--ignorefile"));
    spec.addOption(
        CommandLines.repeated(
            "FILE",
            List.of(),
            "A VEX document (OpenVEX, CycloneDX, CSAF); may be repeated.",
            "--vex"));
  }

  /** By the command line's gate alone. */
  static Judge gate(ParseResult arguments, Console console) {
    return new Judge(
        command(arguments), null, null, List.of(), List.of(), List.of(), null, today(console));
  }

  /** By everything. */
  static Judge judge(ParseResult arguments, Console console) {
    String config = arguments.matchedOptionValue("--config", "");
    boolean none = arguments.hasMatchedOption("--no-config");
    if (none && !config.isEmpty()) {
      throw ImageArguments.usage(arguments, "--config and --no-config exclude each other");
    }
    Path folder = folder(arguments, console);
    Path given = config.isEmpty() ? folder.resolve(PROJECT) : Path.of(config);
    PolicyFile project = null;
    List<VexDocument> vex = new ArrayList<>();
    if (!config.isEmpty() || (!none && Files.exists(given))) {
      String label = config.isEmpty() ? PROJECT : config;
      project = PolicyFileReader.project(label, bytes(given, MAX_POLICY));
      vex.addAll(named(project, given));
    }
    for (String file : arguments.matchedOptionValue("--vex", List.<String>of())) {
      vex.add(VexDocument.read(file, bytes(Path.of(file), VexDocument.MAX_BYTES)));
    }
    String policy = policy(arguments, console);
    PolicyFile organisation = null;
    List<VexDocument> ownVex = List.of();
    if (!policy.isEmpty()) {
      boolean fetched = fetched(policy);
      byte[] bytes = policyBytes(policy, arguments, console);
      organisation = PolicyFileReader.organisation(policy, bytes);
      if (fetched && !organisation.vex().isEmpty()) {
        throw CliErrors.policyVex(policy);
      }
      ownVex = fetched ? List.of() : named(organisation, Path.of(policy));
    }
    return new Judge(
        command(arguments),
        project,
        organisation,
        ignoreFiles(arguments, none ? null : folder),
        ownVex,
        vex,
        null,
        today(console));
  }

  /** Where the organisation's policy is; empty where there is none. */
  static String policy(ParseResult arguments, Console console) {
    String policy = arguments.matchedOptionValue("--policy", "");
    return policy.isEmpty() ? console.environment().getOrDefault(POLICY, "") : policy;
  }

  private static boolean fetched(String policy) {
    return policy.startsWith("https://") || policy.startsWith("http://");
  }

  /** The organisation's policy, from a file or an address. */
  static byte[] policyBytes(String policy, ParseResult arguments, Console console) {
    return fetched(policy) ? fetch(policy, arguments, console) : bytes(Path.of(policy));
  }

  /** A policy file, at most one byte more than it may have. */
  static byte[] bytes(Path file) {
    return bytes(file, MAX_POLICY);
  }

  private static byte[] fetch(String address, ParseResult arguments, Console console) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw CliErrors.policyAddress(address);
    }
    HttpClient client =
        new HttpClient(
            HttpOptions.of(console.environment())
                .withOffline(arguments.hasMatchedOption("--offline")));
    try (HttpResponse response =
        client.send(HttpRequest.get(uri, "fetch the organisation's policy"))) {
      if (!response.isSuccess()) {
        throw response.refusal();
      }
      return response.bytes(MAX_POLICY);
    }
  }

  /** Where a project's files lie: in the source tree that is scanned, else where one works. */
  private static Path folder(ParseResult arguments, Console console) {
    Target target = Target.parse(ImageArguments.target(arguments));
    Path path = target.path();
    return target.kind() == Target.Kind.SOURCE && path != null ? path : console.folder();
  }

  private static List<IgnoreFile> ignoreFiles(ParseResult arguments, @Nullable Path folder) {
    List<IgnoreFile> files = new ArrayList<>();
    if (folder != null) {
      for (String name : IgnoreFiles.NAMES) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
          files.add(IgnoreFiles.read(name, bytes(file, IgnoreFile.MAX_BYTES)));
        }
      }
    }
    for (String file : arguments.matchedOptionValue("--ignorefile", List.<String>of())) {
      files.add(IgnoreFiles.read(file, bytes(Path.of(file), IgnoreFile.MAX_BYTES)));
    }
    return files;
  }

  /** The documents that a policy file names, which lie beside or below it. */
  private static List<VexDocument> named(PolicyFile policy, Path file) {
    List<VexDocument> documents = new ArrayList<>();
    for (String name : policy.vex()) {
      documents.add(
          VexDocument.read(name, bytes(file.resolveSibling(name), VexDocument.MAX_BYTES)));
    }
    return documents;
  }

  /** At most one byte more than that, so that readers can tell that it is too large. */
  private static byte[] bytes(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }

  private static Settings command(ParseResult arguments) {
    String expression = arguments.matchedOptionValue("--fail-on", "");
    String unknown = arguments.matchedOptionValue("--unknown-as", "");
    return new Settings(
        expression.isEmpty() ? null : Gate.failOn(expression),
        unknown.isEmpty() ? null : severity(unknown, arguments),
        arguments.hasMatchedOption("--only-fixed") ? true : null,
        -1,
        StoreAge.most(arguments),
        Map.of(),
        "command line");
  }

  private static Severity severity(String word, ParseResult arguments) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word.toLowerCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw ImageArguments.usage(
        arguments,
        "--unknown-as takes critical, high, medium, low, negligible or unknown, not \""
            + word
            + "\"");
  }

  private static LocalDate today(Console console) {
    return SourceDate.of(console.environment(), Instant.now())
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }
}
