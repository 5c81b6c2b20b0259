package dev.plinth.http;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority that nobody trusts, with a certificate for {@code localhost} and 127.0.0.1, one for
 * another host, and one of a client, made by the JDK's keytool.
 */
public final class TestAuthority {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore keys;

  private TestAuthority(Path folder, KeyStore keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** Makes one, its files in that folder. */
  public static TestAuthority in(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    keytool(store, "ca", "EC", "-ext", "bc:c=ca:true");
    keytool(store, "server", "RSA", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
    keytool(store, "other", "EC", "-signer", "ca", "-ext", "san=dns:other.example");
    keytool(store, "client", "RSA", "-signer", "ca");
    keytool(store, "client-ec", "EC", "-signer", "ca");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestAuthority(folder, keys);
  }

  private static void keytool(Path store, String alias, String algorithm, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + alias,
                "-validity",
                "3650",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
  }

  /** Its certificate, in PEM. */
  public Path certificate() throws Exception {
    return write("ca.crt", pem("CERTIFICATE", keys.getCertificate("ca").getEncoded()));
  }

  /** The certificate of that name, in PEM. */
  public Path certificate(String alias) throws Exception {
    return write(alias + ".cert", pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()));
  }

  /** The key of that name as PKCS#8, in PEM. */
  public Path key(String alias) throws Exception {
    return write(alias + ".key", pem("PRIVATE KEY", secret(alias).getEncoded()));
  }

  /** An RSA key as PKCS#1: what PKCS#8 wraps, after a head of 26 bytes for keys of 3072 bits. */
  public Path pkcs1(String alias) throws Exception {
    byte[] wrapped = secret(alias).getEncoded();
    byte[] inner = java.util.Arrays.copyOfRange(wrapped, 26, wrapped.length);
    return write(alias + ".pkcs1.key", pem("RSA PRIVATE KEY", inner));
  }

  /** A key on the curve P-384, as SEC 1. */
  public Path sec1(String alias) throws Exception {
    BigInteger secret = ((ECPrivateKey) secret(alias)).getS();
    String hex = String.format("%096x", secret);
    byte[] der = HexFormat.of().parseHex("303e0201010430" + hex + "a00706052b81040022");
    return write(alias + ".sec1.key", pem("EC PRIVATE KEY", der));
  }

  private Key secret(String alias) throws GeneralSecurityException {
    return keys.getKey(alias, PASSWORD.toCharArray());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String pem(String label, byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.ISO_8859_1);
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** For a server that shows the certificate of that name, and knows clients of the authority. */
  public SSLContext server(String alias) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("own", secret(alias), PASSWORD.toCharArray(), keys.getCertificateChain(alias));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
