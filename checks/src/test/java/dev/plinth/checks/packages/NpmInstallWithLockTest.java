package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class NpmInstallWithLockTest {
  private final Checks checks = Checks.of(new NpmInstallWithLock());

  @Test
  void withLock() {
    checks
        .finds("FROM debian:12", "COPY package.json package-lock.json ./", "RUN npm «install»")
        .finds("FROM debian:12", "COPY package*.json ./", "RUN npm «i» --omit=dev")
        .finds(
            "FROM debian:12",
            "COPY [\"package-lock.json\", \"package.json\", \"./\"]",
            "RUN npm «install» && npm run build");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "COPY package.json ./", "RUN npm install")
        .passes("FROM debian:12", "COPY package*.json ./", "RUN npm ci")
        .passes("FROM debian:12", "COPY package*.json ./", "RUN npm install -g a")
        .passes("FROM debian:12", "COPY package*.json ./", "RUN npm install a")
        .passes("FROM debian:12", "COPY yarn.lock ./", "RUN npm install");
  }

  @Test
  void edits() {
    checks.mends(
        "FROM debian:12\nCOPY package*.json ./\nRUN npm install --omit=dev\n",
        "FROM debian:12\nCOPY package*.json ./\nRUN npm ci --omit=dev\n");
  }
}
