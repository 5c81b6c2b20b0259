package dev.plinth.cli;

import dev.plinth.oci.registry.RegistryOptions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** How registries are reached: found out once, and only where one is asked. */
final class RegistryOnce implements Supplier<RegistryOptions> {
  private final ParseResult arguments;
  private final Console console;
  private @Nullable RegistryOptions options;

  RegistryOnce(ParseResult arguments, Console console) {
    this.arguments = arguments;
    this.console = console;
  }

  @Override
  public synchronized RegistryOptions get() {
    RegistryOptions known = options;
    if (known == null) {
      known = RegistryArguments.options(arguments, console);
      options = known;
    }
    return known;
  }
}
