package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class PlainHttpDownloadTest {
  private final Checks checks = Checks.of(new PlainHttpDownload());

  @Test
  void downloads() {
    checks
        .finds("FROM debian:12", "RUN curl -O «http://a.example/b»")
        .finds("FROM debian:12", "RUN wget «http://a.example/b»")
        .finds("FROM debian:12", "RUN git clone «http://a.example/b»")
        .finds("FROM debian:12", "RUN pip install --index-url «http://a.example/b» c")
        .finds("FROM debian:12", "RUN curl «\"http://a.example/$V\"»");
  }

  @Test
  void checkedOrLocal() {
    checks
        .passes("FROM debian:12", "RUN curl -O http://a.example/b && echo \"x b\" | sha256sum -c -")
        .passes("FROM debian:12", "RUN curl -O http://a.example/b && gpg --verify b.asc b")
        .passes("FROM debian:12", "RUN curl http://localhost:8080/")
        .passes("FROM debian:12", "RUN curl http://127.0.0.1/")
        .passes("FROM debian:12", "RUN curl -O https://a.example/b")
        .passes("FROM debian:12", "RUN echo http://a.example/b")
        .passes("FROM debian:12", "RUN curl -x http://proxy.example:3128 https://a.example/b");
  }
}
