package dev.plinth.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS sockets that {@link Tls} asks for. */
final class TlsSockets {
  private static final int LARGEST_FILE = 8 << 20;
  private static final char[] NO_PASSWORD = new char[0];

  private TlsSockets() {}

  /**
   * @throws dev.plinth.foundation.PlinthException when a file it names cannot be used
   */
  static SSLSocketFactory of(Tls tls) {
    try {
      if (tls.authorities().isEmpty() && tls.certificate() == null && !tls.unverified()) {
        return SSLContext.getDefault().getSocketFactory();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      Path certificate = tls.certificate();
      context.init(
          certificate == null ? null : keys(certificate, tls.key()),
          tls.unverified()
              ? new TrustManager[] {new TrustsAnybody()}
              : tls.authorities().isEmpty() ? null : trust(tls.authorities()),
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw HttpErrors.tlsSetUp(e);
    }
  }

  private static TrustManager[] trust(List<Path> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    int number = 0;
    for (X509Certificate known : byDefault()) {
      store.setCertificateEntry("default-" + number++, known);
    }
    for (Path file : authorities) {
      for (Certificate more : certificates(file)) {
        store.setCertificateEntry("given-" + number++, more);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> byDefault() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<X509Certificate> known = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        known.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return known;
  }

  private static KeyManager[] keys(Path certificate, @Nullable Path key)
      throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> chain = certificates(certificate);
    PrivateKey own = PrivateKeys.read(key == null ? certificate : key);
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("own", own, NO_PASSWORD, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    byte[] bytes = read(file);
    try {
      // A key may stand in the same file, which the factory does not pass over.
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      byte[] only = text.contains("-----BEGIN") ? PrivateKeys.certificatesOf(text) : bytes;
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(only));
      if (found.isEmpty()) {
        throw HttpErrors.tlsFile(file, "it holds no certificate");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw HttpErrors.tlsFile(file, "it holds a certificate that cannot be read");
    }
  }

  static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw HttpErrors.tlsFile(file, "it is larger than certificates and keys are");
      }
      return bytes;
    } catch (IOException e) {
      throw HttpErrors.tlsFile(file, "it cannot be read");
    }
  }

  /** On explicit request only. */
  private static final class TrustsAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
