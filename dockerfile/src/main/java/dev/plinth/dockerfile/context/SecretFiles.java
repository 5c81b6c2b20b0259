package dev.plinth.dockerfile.context;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Files that hold secrets, by their names and, for small ones, by how secrets begin. */
public final class SecretFiles {
  private SecretFiles() {}

  /** What secret a file of that path usually holds; null where its name says nothing of one. */
  public static @Nullable String named(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    String folder =
        lower.length() == name.length()
            ? ""
            : "/" + lower.substring(0, lower.length() - name.length());
    if (folder.contains("/node_modules/") || folder.contains("/site-packages/")) {
      return null;
    }
    String known = folder.endsWith("/.git/") ? null : byName(name, folder);
    return known != null ? known : byEnding(name);
  }

  private static @Nullable String byName(String name, String folder) {
    if (name.equals(".env") || (name.startsWith(".env.") && !example(name))) {
      return "environment file";
    }
    return switch (name) {
      case "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk" ->
          "SSH private key";
      case ".npmrc", ".yarnrc.yml" -> "package registry settings";
      case ".pypirc" -> "PyPI credentials";
      case ".netrc", "_netrc" -> "login data for servers";
      case ".git-credentials" -> "Git credentials";
      case ".htpasswd" -> "password file";
      case ".pgpass" -> "PostgreSQL passwords";
      case ".my.cnf" -> "MySQL credentials";
      case ".dockercfg", ".dockerconfigjson" -> "registry credentials";
      case "config.json" -> folder.endsWith("/.docker/") ? "registry credentials" : null;
      case "credentials", "config" ->
          folder.endsWith("/.aws/") && name.equals("credentials")
              ? "AWS credentials"
              : folder.endsWith("/.kube/") && name.equals("config") ? "kubeconfig" : null;
      case "kubeconfig", "kubeconfig.yaml", "kubeconfig.yml" -> "kubeconfig";
      case "application_default_credentials.json" -> "Google Cloud credentials";
      case "terraform.tfstate", "terraform.tfstate.backup" -> "Terraform state";
      case "credentials.toml", "credentials.json" ->
          folder.endsWith("/.cargo/") || name.endsWith(".json") ? "credentials" : null;
      case "settings-security.xml" -> "Maven credentials";
      case "secrets.yml", "secrets.yaml", "secrets.json", "secrets.env" -> "secrets";
      case "master.key" -> folder.endsWith("/config/") ? "Rails master key" : null;
      case ".vault-token" -> "Vault token";
      default ->
          name.endsWith(".json")
                  && (name.startsWith("service-account")
                      || name.startsWith("service_account")
                      || name.startsWith("serviceaccount"))
                  && !example(name)
              ? "service account key"
              : null;
    };
  }

  private static @Nullable String byEnding(String name) {
    if (name.endsWith(".pem")) {
      return name.contains("cert")
              || name.contains("pub")
              || name.contains("chain")
              || name.contains("bundle")
              || name.startsWith("ca.")
              || name.startsWith("ca-")
              || name.startsWith("cacert")
              || name.startsWith("dhparam")
          ? null
          : "PEM file";
    }
    if (name.endsWith(".ppk")) {
      return "PuTTY private key";
    }
    if (name.endsWith(".p12") || name.endsWith(".pfx") || name.endsWith(".jks")) {
      return "key store";
    }
    if (name.endsWith(".keystore")) {
      return "key store";
    }
    if (name.endsWith(".key") && !name.contains("pub")) {
      return "private key";
    }
    return name.endsWith(".tfvars") && !example(name) ? "Terraform variables" : null;
  }

  private static boolean example(String name) {
    for (String word : new String[] {"example", "sample", "template", "dist", "schema", "tpl"}) {
      if (name.contains(word)) {
        return true;
      }
    }
    return name.equals(".env.test") || name.equals(".env.defaults");
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
