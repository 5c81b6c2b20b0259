package dev.plinth.checks.secret;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by a path whether the file is there to hold secrets. */
public final class SecretFiles {
  private SecretFiles() {}

  /**
   * A file of secrets.
   *
   * @param what it is, with its article
   * @param sure false where such files also hold other things
   */
  public record Kind(String what, boolean sure) {}

  /** What that file or folder is; null where its path tells nothing. */
  public static @Nullable Kind of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    while (lower.endsWith("/")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    int slash = lower.lastIndexOf('/');
    String name = lower.substring(slash + 1);
    String parent = slash < 0 ? "" : lower.substring(0, slash);
    String folder = parent.substring(parent.lastIndexOf('/') + 1);
    Kind known = known(name, folder);
    return known != null ? known : ending(name);
  }

  /** True within folders of tests and examples, whose keys are made for them. */
  public static boolean sample(String path) {
    for (String word : path.toLowerCase(Locale.ROOT).split("[/._-]+", -1)) {
      switch (word) {
        case "test", "tests", "testdata", "fixtures", "fixture", "spec", "example", "examples" -> {
          return true;
        }
        case "sample", "samples", "mock", "mocks", "node_modules", "vendor" -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static @Nullable Kind known(String name, String folder) {
    return switch (name) {
      case "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk" ->
          new Kind("a private SSH key", true);
      case ".ssh" -> new Kind("a folder of SSH keys", true);
      case ".gnupg" -> new Kind("a folder of private keys", true);
      case ".aws" -> new Kind("a folder of AWS credentials", true);
      case ".netrc", "_netrc", ".git-credentials", ".pypirc", ".pgpass", ".vault-token" ->
          new Kind("a file of passwords", true);
      case ".dockercfg", ".dockerconfigjson" -> new Kind("a file of registry passwords", true);
      case "kubeconfig", ".kube" -> new Kind("the access to a cluster", true);
      case "application_default_credentials.json" -> new Kind("a Google credential", true);
      case "credentials" ->
          folder.equals(".aws") ? new Kind("a file of AWS credentials", true) : null;
      case "config.json" ->
          folder.equals(".docker") ? new Kind("a file of registry passwords", true) : null;
      case "config" -> folder.equals(".kube") ? new Kind("the access to a cluster", true) : null;
      case "master.key" -> new Kind("the key of encrypted credentials", true);
      case ".npmrc", ".yarnrc.yml" ->
          name.equals(".npmrc") ? new Kind("a file that may hold tokens", false) : null;
      case ".env" -> new Kind("a file of settings that may hold secrets", false);
      case "credentials.json", "client_secret.json", "secrets.json", "secrets.yaml" ->
          new Kind("a file of secrets by its name", false);
      case "secrets.yml", "secrets.env", ".htpasswd", ".my.cnf", "auth.json" ->
          new Kind("a file of secrets by its name", false);
      case "terraform.tfstate" -> new Kind("a state file that holds secrets in clear", false);
      default -> null;
    };
  }

  private static @Nullable Kind ending(String name) {
    if (name.startsWith(".env.")) {
      return switch (name.substring(5)) {
        case "example", "sample", "template", "tmpl", "dist", "defaults", "default", "test" -> null;
        default ->
            name.endsWith(".example") || name.endsWith(".sample") || name.endsWith(".dist")
                ? null
                : new Kind("a file of settings that may hold secrets", false);
      };
    }
    boolean account =
        name.startsWith("service-account")
            || name.startsWith("service_account")
            || name.startsWith("serviceaccount");
    if (account && name.endsWith(".json")) {
      return new Kind("a Google service account's key", true);
    }
    if (name.endsWith(".ppk")) {
      return new Kind("a private SSH key", true);
    }
    boolean personal = name.contains("priv") || name.contains("key");
    if (name.endsWith(".pem") && personal && !name.contains("pub")) {
      return new Kind("a private key by its name", false);
    }
    if (name.endsWith(".key")
        && !name.contains("pub")
        && !name.contains("gpg")
        && !name.contains("apt")
        && !name.contains("signing")
        && !name.contains("release")
        && !name.contains("repo")
        && !name.contains("archive")) {
      return new Kind("a private key by its name", false);
    }
    if ((name.endsWith(".p12") || name.endsWith(".pfx")) && !name.contains("trust")) {
      return new Kind("a key store", false);
    }
    return null;
  }
}
