package dev.plinth.bases.hosting;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can be wrong with hosts, in words. */
final class HostingErrors {
  private HostingErrors() {}

  /** A host whose API nobody named. */
  static PlinthException unknown(String host) {
    return new PlinthException(
        "PLINTH-HOSTING-API",
        "open a request at " + SafeText.of(host),
        "nothing says which API it has, and a token is given to no host on a guess",
        "name it: --api https://HOST/api/v3 for GitHub Enterprise, https://HOST/api/v4 for GitLab");
  }

  /** A token that is not there, or is none. */
  static PlinthException token(String variable, String host) {
    return new PlinthException(
        "PLINTH-HOSTING-TOKEN",
        "open a request at " + SafeText.of(host),
        variable + " is not set, or has spaces or control characters in it",
        "set it to a token that may push branches and open requests");
  }

  /** An address of an API that is none. */
  static PlinthException api(String given) {
    return new PlinthException(
        "PLINTH-HOSTING-API",
        "take " + SafeText.of(given) + " for the address of an API",
        "it ends in neither /api/v3 nor /api/v4, or has a user, query or fragment in it",
        "write https://HOST/api/v3 for GitHub Enterprise, https://HOST/api/v4 for GitLab");
  }

  /** An answer that is none. */
  static PlinthException answer(String action, String why) {
    return new PlinthException(
        "PLINTH-HOSTING-ANSWER",
        action,
        "the host's answer is not to be understood: " + SafeText.of(why),
        "check that --api leads to the API itself");
  }
}
