package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class UnpinnedDependenciesTest {
  private final Checks checks = Checks.of(new UnpinnedDependencies());

  @Test
  void pip() {
    checks
        .finds("FROM debian:12", "RUN pip install «flask»")
        .finds("FROM debian:12", "RUN pip install «'flask>=2'» b==1")
        .finds("FROM debian:12", "RUN pip install «git+https://a.example/b.git»")
        .passes("FROM debian:12", "RUN pip install flask==3.1.1")
        .passes("FROM debian:12", "RUN pip install -r r.txt")
        .passes("FROM debian:12", "RUN pip install .")
        .passes("FROM debian:12", "RUN pip install -e .[dev]")
        .passes("FROM debian:12", "RUN pip install --upgrade pip setuptools wheel")
        .passes("FROM debian:12", "RUN pip install git+https://a.example/b.git@v1.2")
        .passes("FROM debian:12", "RUN pip install flask~=3.1.1 b===2")
        .passes("FROM debian:12", "RUN pip install -c c.txt flask")
        .passes("FROM debian:12", "RUN pip install ./a.whl /b/c.whl https://a.example/d-1.whl")
        .passes("FROM debian:12", "RUN pip install $PACKAGES")
        .passes("FROM debian:12", "RUN pip install flask==$V")
        .passes("FROM debian:12", "RUN pip install --no-index --find-links /w flask");
  }

  @Test
  void npm() {
    checks
        .finds("FROM debian:12", "RUN npm install -g «pm2»")
        .finds("FROM debian:12", "RUN npm i -g «@a/b» c@1.2.3")
        .finds("FROM debian:12", "RUN npm install -g «npm@latest»")
        .finds("FROM debian:12", "RUN yarn global add «a»")
        .finds("FROM debian:12", "RUN pnpm add -g «a»")
        .passes("FROM debian:12", "RUN npm ci")
        .passes("FROM debian:12", "RUN npm install")
        .passes("FROM debian:12", "RUN npm install -g @a/b@1.2.3")
        .passes("FROM debian:12", "RUN npm install a@$V")
        .passes("FROM debian:12", "RUN npm install ./a.tgz")
        .passes("FROM debian:12", "RUN npm run x");
  }

  @Test
  void gemGoCargo() {
    checks
        .finds("FROM debian:12", "RUN gem install «rails»")
        .passes("FROM debian:12", "RUN gem install rails:8.0.0")
        .passes("FROM debian:12", "RUN gem install rails -v 8.0.0")
        .passes("FROM debian:12", "RUN gem install rails --version 8.0.0")
        .finds("FROM debian:12", "RUN go install «a.example/b@latest»")
        .passes("FROM debian:12", "RUN go install a.example/b@v1.2.3")
        .passes("FROM debian:12", "RUN go install ./cmd/...")
        .passes("FROM debian:12", "RUN go install a.example/b")
        .finds("FROM debian:12", "RUN cargo install «ripgrep»")
        .passes("FROM debian:12", "RUN cargo install ripgrep --version 14.1.1")
        .passes("FROM debian:12", "RUN cargo install ripgrep@14.1.1")
        .passes("FROM debian:12", "RUN cargo install --path .");
  }
}
