package dev.plinth.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What somebody says of how an image came about.
 *
 * @param base the target that is its base; empty when nobody says
 * @param learn whether the index of known bases is to learn what is scanned
 * @param now the time by which it learns, in seconds since 1970
 */
record Ground(String base, boolean learn, long now) {
  static void addTo(CommandSpec spec) {
    spec.addOption(
        CommandLines.option(
            "TARGET",
            "The image that the FROM names: what its layers brought is the base's, the rest ours.",
            "--base"));
    spec.addOption(
        CommandLines.flag(
            "Add this image to the index of known bases, to find it beneath others.", "--learn"));
  }

  static Ground of(ParseResult arguments, Console console) {
    return new Ground(
        arguments.matchedOptionValue("--base", ""),
        arguments.hasMatchedOption("--learn"),
        StoreAge.now(console.environment()).getEpochSecond());
  }
}
