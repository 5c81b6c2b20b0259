package dev.plinth.http;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Every failure of the client, so that the texts stand together. */
final class HttpErrors {
  private static final int SHOWN = 200;

  private HttpErrors() {}

  static PlinthException offline(HttpRequest request) {
    return new PlinthException(
        "PLINTH-HTTP-OFFLINE",
        request.action(),
        "that needs " + place(request.uri()) + ", and the network is switched off (--offline)",
        "leave out --offline, or use what is on this machine");
  }

  static PlinthException address(HttpRequest request) {
    return new PlinthException(
        "PLINTH-HTTP-ADDRESS",
        request.action(),
        "'" + shown(request.uri()) + "' is no address of a server",
        "write it as https://HOST[:PORT]/PATH");
  }

  static PlinthException plain(HttpRequest request) {
    return new PlinthException(
        "PLINTH-HTTP-PLAIN",
        request.action(),
        place(request.uri()) + " would be reached without TLS, readable and changeable on the way",
        "use https; where the way is trusted, --plain-http allows it");
  }

  static PlinthException proxy(String variable, String because) {
    return new PlinthException(
        "PLINTH-HTTP-PROXY",
        "read the proxy in " + variable,
        because,
        "write it as http://[USER:PASSWORD@]HOST:PORT, or unset it");
  }

  /** No answer came. */
  static PlinthException failed(
      HttpRequest request, HttpOptions options, int attempts, IOException cause) {
    String place = place(request.uri());
    Proxies.Proxy proxy = options.proxies().to(request.uri());
    String by = proxy == null ? "" : " (through the proxy " + SafeText.of(proxy.toString()) + ")";
    String times = attempts > 1 ? ", tried " + attempts + " times" : "";
    if (isCertificate(cause)) {
      return new PlinthException(
          "PLINTH-HTTP-CERTIFICATE",
          request.action(),
          "the certificate of " + place + " does not prove who it is: " + certificate(cause),
          "give the authority that signed it with --ca-file, or correct the host's name;"
              + " --insecure trusts anybody",
          cause);
    }
    if (cause instanceof SSLException) {
      return new PlinthException(
          "PLINTH-HTTP-TLS",
          request.action(),
          "no protected connection to " + place + by + " could be agreed on: " + reason(cause),
          "check that it speaks TLS at that port; a server without TLS needs --plain-http",
          cause);
    }
    if (cause instanceof TunnelRefusedException) {
      return new PlinthException(
          "PLINTH-HTTP-PROXY",
          request.action(),
          "the proxy "
              + SafeText.of(String.valueOf(proxy))
              + " makes no way to "
              + place
              + ": "
              + reason(cause),
          "check the proxy's rules and credentials; NO_PROXY names hosts to reach directly",
          cause);
    }
    if (cause instanceof UnknownHostException) {
      return new PlinthException(
          "PLINTH-HTTP-HOST",
          request.action(),
          "there is no address for the name "
              + SafeText.of(proxy == null ? String.valueOf(request.uri().getHost()) : proxy.host()),
          "check the name, and that this machine can look names up",
          cause);
    }
    if (cause instanceof SocketTimeoutException) {
      return new PlinthException(
          "PLINTH-HTTP-TIMEOUT",
          request.action(),
          place + by + " did not answer in time (" + reason(cause) + times + ")",
          "try again later, or check the way to it: proxy, firewall",
          cause);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new PlinthException(
          "PLINTH-HTTP-CONNECT",
          request.action(),
          "no connection to " + place + by + " could be made (" + reason(cause) + times + ")",
          "check that it runs, and the port and the way to it: proxy, firewall",
          cause);
    }
    return new PlinthException(
        "PLINTH-HTTP-DROPPED",
        request.action(),
        place + by + " gave no whole answer (" + reason(cause) + times + ")",
        "try again later; a server without TLS needs --plain-http",
        cause);
  }

  /** The body broke off, and the rest could not be had. */
  static PlinthException dropped(HttpRequest request, IOException cause) {
    boolean slow = cause instanceof SocketTimeoutException;
    return new PlinthException(
        slow ? "PLINTH-HTTP-TIMEOUT" : "PLINTH-HTTP-DROPPED",
        request.action(),
        place(request.uri()) + " broke off in the midst of the content (" + reason(cause) + ")",
        "try again later, or check the way to it: proxy, firewall",
        cause);
  }

  static PlinthException status(HttpResponse response, byte[] excerpt) {
    int status = response.status();
    String wait = response.headers().first("Retry-After").strip();
    return new PlinthException(
        "PLINTH-HTTP-STATUS",
        response.request().action(),
        place(response.uri())
            + " answered "
            + status
            + meaning(status)
            + (wait.isEmpty() ? "" : ", to be tried again after " + text(wait))
            + said(response.headers().first("Content-Type"), excerpt),
        next(status));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 400 -> " (bad request)";
      case 401 -> " (who are you?)";
      case 403 -> " (not allowed)";
      case 404 -> " (not there)";
      case 407 -> " (the proxy wants credentials)";
      case 410 -> " (gone)";
      case 429 -> " (too many requests)";
      default -> status >= 500 ? " (a failure of its own)" : "";
    };
  }

  private static String next(int status) {
    return switch (status) {
      case 401, 403 -> "check the credentials and what they allow";
      case 404, 410 -> "check the address";
      case 407 -> "write them into the proxy's address: http://USER:PASSWORD@HOST:PORT";
      case 429 -> "wait, and ask less often";
      default ->
          status >= 500
              ? "try again later, or ask who runs it"
              : "check the address and the server";
    };
  }

  private static String said(String type, byte[] excerpt) {
    String said = new String(excerpt, StandardCharsets.UTF_8).strip();
    boolean html = type.startsWith("text/html") || said.startsWith("<");
    return said.isEmpty() || html ? "" : ": " + text(said);
  }

  static PlinthException redirect(HttpRequest request, String because) {
    return new PlinthException(
        "PLINTH-HTTP-REDIRECT",
        request.action(),
        place(request.uri()) + " " + because,
        "check the address; a server that does this on purpose is not to be trusted");
  }

  static PlinthException tooLarge(HttpRequest request, long length, long limit) {
    return new PlinthException(
        "PLINTH-HTTP-SIZE",
        request.action(),
        place(request.uri())
            + " sends "
            + (length < 0 ? "" : length + " bytes, ")
            + "more than the "
            + limit
            + " bytes this may have",
        "check the address: this is not what belongs there");
  }

  static PlinthException range(HttpRequest request, String because) {
    return new PlinthException(
        "PLINTH-HTTP-RANGE",
        request.action(),
        "when it went on after a dropped connection, " + because,
        "try again; a server or proxy on the way handles ranges wrongly");
  }

  static PlinthException changed(HttpRequest request) {
    return new PlinthException(
        "PLINTH-HTTP-CHANGED",
        request.action(),
        "the content at " + place(request.uri()) + " changed while it was read",
        "try again");
  }

  static PlinthException interrupted(HttpRequest request) {
    return new PlinthException(
        "PLINTH-HTTP-INTERRUPTED",
        request.action(),
        "it was given up while waiting",
        "run the command again when it is wanted after all");
  }

  static PlinthException tlsFile(Path file, String because) {
    return new PlinthException(
        "PLINTH-HTTP-TLS-FILE",
        "use the certificates or key in '" + SafeText.of(file.toString()) + "'",
        because,
        "give PEM: certificates, and a key that is not encrypted");
  }

  static PlinthException tlsSetUp(Exception cause) {
    return new PlinthException(
        "PLINTH-HTTP-TLS-FILE",
        "set TLS up",
        "the certificates cannot be used: " + text(String.valueOf(cause.getMessage())),
        "check that certificate and key belong together",
        cause);
  }

  static boolean isCertificate(@Nullable Throwable failure) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 10; at = at.getCause(), depth++) {
      if (at instanceof CertificateException
          || at instanceof CertPathValidatorException
          || at instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  private static String certificate(Throwable failure) {
    Throwable deepest = failure;
    for (int depth = 0; depth < 10 && deepest.getCause() != null; depth++) {
      deepest = deepest.getCause();
    }
    String message = String.valueOf(deepest.getMessage());
    return message.contains("unable to find valid certification path")
        ? "it is signed by none of the authorities that are trusted"
        : text(message);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : text(message);
  }

  private static String place(URI uri) {
    String host = uri.getHost();
    if (host == null) {
      return shown(uri);
    }
    return SafeText.of(uri.getPort() < 0 ? host : host + ":" + uri.getPort());
  }

  /** The address without user and query, which may be secret. */
  static String shown(URI uri) {
    String text = uri.getRawAuthority() == null ? uri.toString() : null;
    if (text == null) {
      String authority = String.valueOf(uri.getRawAuthority());
      text =
          uri.getScheme()
              + "://"
              + authority.substring(authority.lastIndexOf('@') + 1)
              + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
    return text(text);
  }

  private static String text(String text) {
    return SafeText.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
