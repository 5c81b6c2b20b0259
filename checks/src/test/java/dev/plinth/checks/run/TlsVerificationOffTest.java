package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class TlsVerificationOffTest {
  private final Checks checks = Checks.of(new TlsVerificationOff());

  @Test
  void curlAndWget() {
    checks
        .finds("FROM debian:12", "RUN curl «-k» https://a")
        .finds("FROM debian:12", "RUN curl «-fsSLk» https://a")
        .finds("FROM debian:12", "RUN curl «--insecure» https://a")
        .finds("FROM debian:12", "RUN wget «--no-check-certificate» https://a")
        .finds("FROM debian:12", "RUN curl «--proxy-insecure» https://a")
        .passes("FROM debian:12", "RUN curl -H k https://a")
        .passes("FROM debian:12", "RUN curl -fsSL -o -k https://a")
        .passes("FROM debian:12", "RUN curl -okay https://a")
        .passes("FROM debian:12", "RUN wget -k https://a");
  }

  @Test
  void git() {
    checks
        .finds("FROM debian:12", "RUN git «-c http.sslVerify=false» clone https://a")
        .finds("FROM debian:12", "RUN git «config --global http.sslVerify false»")
        .finds("FROM debian:12", "RUN «GIT_SSL_NO_VERIFY=1» git clone https://a")
        .finds("FROM debian:12", "ENV «GIT_SSL_NO_VERIFY=true»")
        .passes("FROM debian:12", "RUN git config --global http.sslVerify true")
        .passes("FROM debian:12", "RUN git -c http.sslVerify=true clone https://a");
  }

  @Test
  void node() {
    checks
        .finds("FROM debian:12", "ENV «NODE_TLS_REJECT_UNAUTHORIZED=0»")
        .finds("FROM debian:12", "ENV A=b «NODE_TLS_REJECT_UNAUTHORIZED=\"0\"»")
        .finds("FROM debian:12", "ENV «NODE_TLS_REJECT_UNAUTHORIZED 0»")
        .finds("FROM debian:12", "RUN «NODE_TLS_REJECT_UNAUTHORIZED=0» npm ci")
        .finds("FROM debian:12", "RUN export «NODE_TLS_REJECT_UNAUTHORIZED=0» && npm ci")
        .finds("FROM debian:12", "RUN «npm config set strict-ssl false»")
        .finds("FROM debian:12", "RUN «yarn config set strict-ssl=false»")
        .finds("FROM debian:12", "RUN npm «--strict-ssl=false» ci")
        .finds("FROM debian:12", "ARG «npm_config_strict_ssl=false»")
        .passes("FROM debian:12", "ENV NODE_TLS_REJECT_UNAUTHORIZED=1")
        .passes("FROM debian:12", "RUN npm config set strict-ssl true");
  }

  @Test
  void pythonAndOthers() {
    checks
        .finds("FROM debian:12", "ENV «PYTHONHTTPSVERIFY=0»")
        .finds("FROM debian:12", "RUN pip install «--trusted-host pypi.org» a")
        .finds("FROM debian:12", "RUN pip install «--trusted-host=pypi.org» a")
        .finds("FROM debian:12", "RUN python3 -m pip install «--trusted-host pypi.org» a")
        .finds("FROM debian:12", "ENV «PIP_TRUSTED_HOST=pypi.org»")
        .finds("FROM debian:12", "RUN «pip config set global.trusted-host pypi.org»")
        .finds("FROM debian:12", "ENV «GOINSECURE=*»")
        .finds("FROM debian:12", "RUN yum «--setopt=sslverify=false» install -y a")
        .finds("FROM debian:12", "RUN yum-config-manager «--setopt=x.sslverify=0»")
        .finds("FROM debian:12", "RUN apt-get «-o Acquire::https::Verify-Peer=false» update")
        .passes("FROM debian:12", "RUN apk add a");
  }
}
