package dev.plinth.cli;

import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Tls;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.registry.RegistryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of every verb that may ask a registry. */
final class RegistryArguments {
  private static final int LONGEST_PASSWORD = 64 << 10;

  private RegistryArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        CommandLines.option(
            "FILE",
            "Credentials for registries; those of Docker and Podman by default.",
            "--authfile"));
    spec.addOption(
        CommandLines.option(
            "NAME", "Who asks the registry; needs --password-stdin.", "--username"));
    spec.addOption(CommandLines.flag("Read the password from standard input.", "--password-stdin"));
    spec.addOption(
        CommandLines.repeated(
            "FILE", List.of(), "Trust the authorities in this file as well (PEM).", "--ca-file"));
    spec.addOption(
        CommandLines.flag(
            "Trust any certificate of a registry. Whoever is on the way can change what comes.",
            "--insecure"));
    spec.addOption(
        CommandLines.flag("Reach registries without TLS; loopback always may be.", "--plain-http"));
  }

  /** Begins what reaching a registry waits for, where an argument names one. */
  static void prepare(String[] arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("registry:") || argument.startsWith("docker://")) {
        HttpClient.prepare();
        return;
      }
    }
  }

  /** How registries are reached. */
  static RegistryOptions options(ParseResult arguments, Console console) {
    HttpOptions http =
        HttpOptions.of(console.environment())
            .withUserAgent("plinth/" + Version.number())
            .with(tls(arguments))
            .withPlainHttp(arguments.hasMatchedOption("--plain-http"))
            .withOffline(arguments.hasMatchedOption("--offline"));
    return RegistryOptions.of(console.environment(), http, credentials(arguments, console));
  }

  /**
   * How hosts of repositories are reached, where tokens go along: with TLS that is proved, whatever
   * is allowed of registries.
   */
  static HttpOptions hosts(ParseResult arguments, Console console) {
    return HttpOptions.of(console.environment())
        .withUserAgent("plinth/" + Version.number())
        .with(trusting(arguments))
        .withOffline(arguments.hasMatchedOption("--offline"));
  }

  private static Tls trusting(ParseResult arguments) {
    Tls tls = Tls.DEFAULT;
    for (String file : arguments.matchedOptionValue("--ca-file", List.<String>of())) {
      tls = tls.trusting(Path.of(file));
    }
    return tls;
  }

  private static Tls tls(ParseResult arguments) {
    Tls tls = trusting(arguments);
    return arguments.hasMatchedOption("--insecure") ? tls.withoutVerification() : tls;
  }

  private static CredentialStore credentials(ParseResult arguments, Console console) {
    String file = arguments.matchedOptionValue("--authfile", "");
    String name = arguments.matchedOptionValue("--username", "");
    boolean password = arguments.hasMatchedOption("--password-stdin");
    if (name.isEmpty() != !password) {
      throw ImageArguments.usage(arguments, "--username and --password-stdin go together");
    }
    if (password && !file.isEmpty()) {
      throw ImageArguments.usage(arguments, "--authfile or --username, not both");
    }
    Object target = arguments.matchedPositionalValue(0, (Object) "");
    boolean piped = target instanceof List<?> paths ? paths.contains("-") : "-".equals(target);
    if (password && piped) {
      throw ImageArguments.usage(
          arguments, "standard input cannot give both what is read and a password");
    }
    if (password) {
      return CredentialStore.fixed(
          Credentials.of(name, password(console), "--username and --password-stdin"));
    }
    @Nullable Path given = file.isEmpty() ? null : Path.of(file);
    return CredentialStore.of(console.environment(), given);
  }

  /** All of standard input but the newline that ends it. */
  private static String password(Console console) {
    byte[] bytes;
    try {
      bytes = console.in().readNBytes(LONGEST_PASSWORD);
    } catch (IOException e) {
      throw CliErrors.standardInput(e);
    }
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
  }
}
