package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class NodeCacheKeptTest {
  private final Checks checks = Checks.of(new NodeCacheKept());

  @Test
  void kept() {
    checks
        .finds("FROM debian:12", "RUN «npm ci»")
        .finds("FROM debian:12", "RUN «yarn install»")
        .finds("FROM debian:12", "RUN «yarn»")
        .finds("FROM debian:12", "RUN «npm install» -g a");
  }

  @Test
  void notKept() {
    checks
        .passes("FROM debian:12", "RUN npm ci && npm cache clean --force")
        .passes("FROM debian:12", "RUN yarn install && yarn cache clean")
        .passes("FROM debian:12", "RUN --mount=type=cache,target=/root/.npm npm ci")
        .passes(
            "FROM debian:12",
            "RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install")
        .passes("FROM debian:12", "RUN npm ci && rm -rf ~/.npm")
        .passes("FROM debian:12", "RUN npm run build")
        .passes("FROM debian:12", "RUN yarn build")
        .passes("FROM debian:12", "RUN npm ci", "FROM debian:12", "COPY --from=0 /a /a");
  }
}
