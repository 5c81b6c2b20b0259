package dev.plinth.advisories.update;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.Path;

/** Every failure of an update that a person can meet, beyond those of HTTP, feeds and store. */
final class UpdateErrors {
  private static final String KEPT = "; the data from before stay as they are";

  private UpdateErrors() {}

  static PlinthException unknown(String name, String near) {
    return new PlinthException(
        "PLINTH-UPDATE-UNKNOWN",
        "update the feed " + SafeText.of(name),
        "there is no feed of that name" + (near.isEmpty() ? "" : " (did you mean " + near + "?)"),
        "see all of them with plinth db update --list");
  }

  static PlinthException address(String feed, String url) {
    return new PlinthException(
        "PLINTH-UPDATE-ADDRESS",
        "update the feed " + SafeText.of(feed),
        "\"" + SafeText.of(url) + "\" is no https:, http: or file: address",
        "give a whole address, such as file:///srv/feeds/kev.json");
  }

  static PlinthException offline(String feeds) {
    return new PlinthException(
        "PLINTH-UPDATE-OFFLINE",
        "update " + feeds,
        "that needs the network, and --offline forbids it",
        "leave --offline out, give copies with --feed NAME=file:…, or use plinth db import");
  }

  static PlinthException time(String what) {
    return new PlinthException(
        "PLINTH-UPDATE-TIME",
        "fetch " + what,
        "the time for the whole update ran out",
        "run it again, it continues where it broke off, or allow more with --timeout" + KEPT);
  }

  static PlinthException dropped(String what, IOException e) {
    return new PlinthException(
        "PLINTH-UPDATE-DROPPED",
        "fetch " + what,
        "the connection broke off again and again ("
            + SafeText.of(String.valueOf(e.getMessage()))
            + ")",
        "run it again: it continues where it broke off" + KEPT,
        e);
  }

  static PlinthException tooLarge(String what, long limit) {
    return new PlinthException(
        "PLINTH-UPDATE-LARGE",
        "fetch " + what,
        "it has more than " + limit + " bytes, as no real feed does",
        "check the address" + KEPT);
  }

  static PlinthException absent(String what, String url) {
    return new PlinthException(
        "PLINTH-UPDATE-ABSENT",
        "fetch " + what,
        "there is nothing at " + SafeText.of(url),
        "check the address" + KEPT);
  }

  static PlinthException cache(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-UPDATE-CACHE",
        "write " + SafeText.of(file.toString()),
        "the system says: " + SafeText.of(String.valueOf(e.getMessage())),
        "look at the permissions and the space of that folder" + KEPT,
        e);
  }

  static PlinthException malformed(String what, String why) {
    return new PlinthException(
        "PLINTH-UPDATE-MALFORMED",
        "read " + what,
        why,
        "check the address; if it is right, try again later" + KEPT);
  }

  static PlinthException other(String feed, String formats) {
    return new PlinthException(
        "PLINTH-UPDATE-OTHER",
        "update the feed " + feed,
        "what came is another feed's data (" + formats + ")",
        "check its address" + KEPT);
  }

  static PlinthException shrunk(String feed, long before, long now) {
    return new PlinthException(
        "PLINTH-UPDATE-SHRUNK",
        "update the feed " + feed,
        "it had " + before + " records and now has " + now + ", as if most had been lost",
        "look at the feed; if it is right, take it with --force" + KEPT);
  }

  static PlinthException spoilt(String feed, long bad, long all) {
    return new PlinthException(
        "PLINTH-UPDATE-SPOILT",
        "update the feed " + feed,
        bad + " of its " + all + " records are bad",
        "look at the feed; if it is right, take the rest with --force" + KEPT);
  }

  static PlinthException read(String feed, IOException e) {
    return new PlinthException(
        "PLINTH-UPDATE-READ",
        "update the feed " + feed,
        "a file of it cannot be read: " + SafeText.of(String.valueOf(e.getMessage())),
        "look at its address" + KEPT,
        e);
  }
}
