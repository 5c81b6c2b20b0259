package dev.plinth.dockerfile.context;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Files that hold secrets, by their names and, for small ones, by how secrets begin. */
public final class SecretFiles {
  private SecretFiles() {}

  /** How much a name tells. */
  public enum Certainty {
    /** Such files may hold a secret, or something else as well. */
    POSSIBLE,
    /** Such files hold secrets more often than not. */
    LIKELY,
    /** That is what such files are for. */
    SURE
  }

  /**
   * A file of secrets.
   *
   * @param what it is, with its article
   */
  public record Kind(String what, Certainty certainty) {
    /** True where such files are for nothing else. */
    public boolean sure() {
      return certainty == Certainty.SURE;
    }

    /** True where it is worth a warning by the name alone. */
    public boolean likely() {
      return certainty != Certainty.POSSIBLE;
    }
  }

  /** What secret a file of that path may hold; null where its name says nothing of one. */
  public static @Nullable String named(String path) {
    Kind kind = of(path);
    if (kind == null) {
      return null;
    }
    String what = kind.what;
    return what.startsWith("a ") || what.startsWith("the ")
        ? what.substring(what.indexOf(' ') + 1)
        : what;
  }

  /** What that file or folder is; null where its path tells nothing. */
  public static @Nullable Kind of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    while (lower.endsWith("/")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    int slash = lower.lastIndexOf('/');
    String name = lower.substring(slash + 1);
    String parent = slash < 0 ? "" : "/" + lower.substring(0, slash);
    if (parent.endsWith("/node_modules")
        || parent.contains("/node_modules/")
        || parent.endsWith("/site-packages")
        || parent.contains("/site-packages/")) {
      return null;
    }
    Kind known = byName(name, parent.substring(parent.lastIndexOf('/') + 1));
    return known != null ? known : byEnding(name);
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

  private static Kind sure(String what) {
    return new Kind(what, Certainty.SURE);
  }

  private static Kind likely(String what) {
    return new Kind(what, Certainty.LIKELY);
  }

  private static Kind possible(String what) {
    return new Kind(what, Certainty.POSSIBLE);
  }

  private static @Nullable Kind byName(String name, String folder) {
    if (name.equals(".env") || (name.startsWith(".env.") && !example(name))) {
      return likely("a file of settings that may hold secrets");
    }
    return switch (name) {
      case "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk" ->
          sure("a private SSH key");
      case ".ssh" -> sure("a folder of SSH keys");
      case ".gnupg" -> sure("a folder of private keys");
      case ".aws" -> sure("a folder of AWS credentials");
      case ".netrc", "_netrc", ".git-credentials", ".pypirc", ".pgpass", ".vault-token" ->
          sure("a file of passwords");
      case ".dockercfg", ".dockerconfigjson" -> sure("a file of registry passwords");
      case "kubeconfig", "kubeconfig.yaml", "kubeconfig.yml", ".kube" ->
          sure("the access to a cluster");
      case "application_default_credentials.json" -> sure("a Google credential");
      case "credentials" -> folder.equals(".aws") ? sure("a file of AWS credentials") : null;
      case "credentials.toml" -> folder.equals(".cargo") ? sure("a file of tokens") : null;
      case "config.json" -> folder.equals(".docker") ? sure("a file of registry passwords") : null;
      case "config" -> folder.equals(".kube") ? sure("the access to a cluster") : null;
      case "master.key" ->
          folder.equals("config") ? sure("the key of encrypted credentials") : null;
      case ".npmrc" -> likely("a file that may hold tokens");
      case ".yarnrc.yml" -> possible("a file that may hold tokens");
      case "credentials.json", "client_secret.json", "secrets.json", "secrets.yaml" ->
          likely("a file of secrets by its name");
      case "secrets.yml", "secrets.env", ".htpasswd", ".my.cnf", "auth.json" ->
          likely("a file of secrets by its name");
      case "settings-security.xml" -> likely("a file of Maven's passwords");
      case "terraform.tfstate", "terraform.tfstate.backup" ->
          likely("a state file that holds secrets in clear");
      default -> null;
    };
  }

  private static @Nullable Kind byEnding(String name) {
    boolean account =
        name.startsWith("service-account")
            || name.startsWith("service_account")
            || name.startsWith("serviceaccount");
    if (account && name.endsWith(".json") && !example(name)) {
      return sure("a Google service account's key");
    }
    if (name.endsWith(".ppk")) {
      return sure("a private SSH key");
    }
    if (name.endsWith(".pem")) {
      return pem(name);
    }
    if (name.endsWith(".key") && !name.contains("pub")) {
      boolean signing =
          name.contains("gpg")
              || name.contains("apt")
              || name.contains("signing")
              || name.contains("release")
              || name.contains("repo")
              || name.contains("archive");
      String what = "a private key by its name";
      return signing ? possible(what) : likely(what);
    }
    if (name.endsWith(".p12") || name.endsWith(".pfx")) {
      return name.contains("trust") ? possible("a key store") : likely("a key store");
    }
    if (name.endsWith(".jks") || name.endsWith(".keystore")) {
      return possible("a key store");
    }
    return name.endsWith(".tfvars") && !example(name)
        ? possible("a file of Terraform's variables")
        : null;
  }

  private static @Nullable Kind pem(String name) {
    if ((name.contains("priv") || name.contains("key")) && !name.contains("pub")) {
      return likely("a private key by its name");
    }
    return name.contains("cert")
            || name.contains("pub")
            || name.contains("chain")
            || name.contains("bundle")
            || name.startsWith("ca.")
            || name.startsWith("ca-")
            || name.startsWith("dhparam")
        ? null
        : possible("a PEM file");
  }

  private static boolean example(String name) {
    for (String word : new String[] {"example", "sample", "template", "dist", "schema", "tpl"}) {
      if (name.contains(word)) {
        return true;
      }
    }
    return switch (name) {
      case ".env.test", ".env.defaults", ".env.default", ".env.tmpl" -> true;
      default -> false;
    };
  }

  /**
   * What secret a file's beginning shows, such as a private key; null where it shows none. The
   * value itself is never kept.
   */
  public static @Nullable String shown(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf("-----BEGIN ");
    while (begin >= 0) {
      int end = text.indexOf("-----", begin + 11);
      if (end > 0 && end - begin < 60 && text.startsWith("PRIVATE KEY", end - 11)) {
        return "private key";
      }
      begin = text.indexOf("-----BEGIN ", begin + 11);
    }
    for (String[] known :
        new String[][] {
          {"AKIA", "16", "AWS access key"},
          {"ASIA", "16", "AWS access key"},
          {"ghp_", "36", "GitHub token"},
          {"gho_", "36", "GitHub token"},
          {"ghs_", "36", "GitHub token"},
          {"github_pat_", "60", "GitHub token"},
          {"glpat-", "20", "GitLab token"},
          {"npm_", "36", "npm token"},
          {"pypi-AgEI", "60", "PyPI token"},
          {"xoxb-", "40", "Slack token"},
          {"xoxp-", "40", "Slack token"},
          {"sk_live_", "24", "Stripe key"},
          {"AIza", "35", "Google API key"},
        }) {
      if (token(text, known[0], Integer.parseInt(known[1]))) {
        return known[2];
      }
    }
    return text.contains("\"private_key_id\"") && text.contains("\"service_account\"")
        ? "service account key"
        : null;
  }

  private static boolean token(String text, String prefix, int length) {
    for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
      int end = at + prefix.length();
      while (end < text.length()
          && end - at <= prefix.length() + length
          && word(text.charAt(end))) {
        end++;
      }
      boolean begins = at == 0 || !word(text.charAt(at - 1));
      if (begins && end - at - prefix.length() >= length) {
        return true;
      }
    }
    return false;
  }

  private static boolean word(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
