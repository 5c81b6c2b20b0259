package dev.plinth.checks.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextRulesTest {
  private static final String[] ALL = {"FROM node:22", "COPY «.» /app"};

  private static Checks of(Rule rule, @Nullable String ignore, String... sent) {
    return Checks.of(rule).with(context(ignore, sent));
  }

  private static ContextFiles context(@Nullable String ignore, String... sent) {
    return new ContextFiles() {
      @Override
      public @Nullable String ignoreFile() {
        return ignore == null ? null : ".dockerignore";
      }

      @Override
      public String ignoreText() {
        return ignore == null ? "" : ignore;
      }

      @Override
      public List<Entry> sent() {
        return Arrays.stream(sent).map(path -> new Entry(path, 1_500_000)).toList();
      }

      @Override
      public List<Entry> ignored() {
        return List.of();
      }

      @Override
      public boolean incomplete() {
        return false;
      }
    };
  }

  @Test
  void noIgnoreFile() {
    of(new MissingDockerignore(), null, ".git/HEAD", "a.js")
        .finds(ALL)
        .finds("FROM node:22", "ADD «./» /app")
        .finds("FROM node:22", "COPY a «.» /app/")
        .finds("FROM node:22 AS a", "COPY «.» .", "FROM a", "COPY . /b")
        .passes("FROM node:22", "COPY a.js package.json src /app/")
        .passes("FROM node:22", "COPY --from=a . /app")
        .passes("FROM node:22", "ONBUILD COPY . .");
    of(new MissingDockerignore(), "# nothing\n\n", "a.js").finds(ALL);
    of(new MissingDockerignore(), ".git\n", "a.js").passes("FROM node:22", "COPY . /app");
    assertThat(of(new MissingDockerignore(), "", ".git/HEAD").messages("FROM node:22", "COPY . ."))
        .containsExactly(".dockerignore is empty: everything in the folder is copied");
    Checks.of(new MissingDockerignore()).passes("FROM node:22", "COPY . .");
  }

  @Test
  void anIgnoreFileThatLetsTooMuchPass() {
    assertThat(
            of(
                    new WeakDockerignore(),
                    "node_modules\n",
                    ".git/a",
                    ".git/b",
                    "x/node_modules/c",
                    "d")
                .messages("FROM node:22", "COPY . ."))
        .containsExactlyInAnyOrder(
            ".git (2 files, 3.0 MB) is copied: .dockerignore lets it pass",
            "x/node_modules (1 file, 1.5 MB) is copied: .dockerignore lets it pass");
    of(new WeakDockerignore(), "a\n", "src/__pycache__/a.pyc").finds(ALL);
    of(new WeakDockerignore(), "a\n", "src/git.py").passes("FROM node:22", "COPY . /app");
    of(new WeakDockerignore(), "a\n", ".git/HEAD").passes("FROM node:22", "COPY src /app");
    of(new WeakDockerignore(), null, ".git/HEAD").passes("FROM node:22", "COPY . /app");
  }

  @Test
  void secretsThatFoldersBring() {
    of(new SecretInContext(), null, "config/.env", "config/a.yaml", "tests/id_rsa", "b.env.example")
        .finds(ALL)
        .finds("FROM node:22", "COPY «config» b /app")
        .finds("FROM node:22", "COPY «config/» /app")
        .passes("FROM node:22", "COPY src tests /app/")
        .passes("FROM node:22", "COPY config/.env /app/")
        .passes("FROM node:22", "COPY --exclude=.env config /app/");
    assertThat(
            of(new SecretInContext(), null, "a/.netrc", "a/.npmrc", "id_rsa")
                .messages("FROM node:22", "COPY . ."))
        .containsExactly("this copies a/.netrc, a file of passwords, and 2 more");
  }

  @Test
  void dependenciesAndHistories() {
    Checks.of(new CopiedDependencies())
        .finds("FROM node:22", "COPY «node_modules» /app/node_modules")
        .finds("FROM python:3.13", "COPY «./.venv/» /app/.venv")
        .finds("FROM node:22", "COPY «.git» /app/.git")
        .passes("FROM node:22 AS a", "COPY .git .git", "FROM node:22", "COPY --from=a /x /x")
        .passes("FROM node:22", "COPY --from=deps /app/node_modules ./node_modules")
        .passes("FROM node:22", "COPY .gitmodules /app/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npm ci",
        "npm install --omit=dev",
        "yarn",
        "yarn install --frozen-lockfile",
        "pnpm i",
        "pip install --no-cache-dir -r requirements.txt",
        "python3 -m pip install -r requirements.txt",
        "go mod download",
        "bundle install",
        "composer install --no-dev",
        "apt-get update && (cd app && npm ci)",
        "mvn -B dependency:go-offline"
      })
  void everythingBeforeTheInstallation(String command) {
    Checks.of(new CopyBeforeInstall())
        .finds("FROM node:22", "COPY «.» .", "RUN " + command)
        .finds("FROM node:22", "ADD «./» /app/", "RUN true", "RUN " + command, "RUN " + command)
        .passes("FROM node:22", "COPY package.json ./", "RUN " + command, "COPY . .")
        .passes("FROM node:22", "COPY a .", "RUN " + command, "COPY . .", "RUN " + command)
        .passes("FROM node:22 AS a", "COPY . .", "FROM node:22", "RUN " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npm install -g pm2",
        "npm run build",
        "pip install .",
        "pip install requests",
        "go build ./...",
        "yarn build",
        "bundle exec rake",
        "pip install -r a.txt -e .",
        "make"
      })
  void whatNeedsTheSources(String command) {
    Checks.of(new CopyBeforeInstall()).passes("FROM node:22", "COPY . .", "RUN " + command);
  }

  @Test
  void copiesManifestsFirstWhereTheContextHasThem() {
    String before =
        "FROM node:22\nWORKDIR /app\nCOPY --chown=1 . .\nRUN npm ci && npm cache clean --force\nUSER 1\n";
    Checks.of(new CopyBeforeInstall())
        .with(context(null, "package.json", "package-lock.json", "a.js"))
        .mends(
            before,
            "FROM node:22\nWORKDIR /app\nCOPY --chown=1 package.json package-lock.json ./\n"
                + "RUN npm ci && npm cache clean --force\nCOPY --chown=1 . .\nUSER 1\n")
        .mends(
            "FROM node:22\nWORKDIR /app\n\nCOPY package.json package-lock.json ./\n\nCOPY ./ ./\n\n"
                + "# Dependencies.\nRUN npm ci\n\nRUN npm run build\n",
            "FROM node:22\nWORKDIR /app\n\nCOPY package.json package-lock.json ./\n\n"
                + "# Dependencies.\nRUN npm ci\nCOPY ./ ./\n\nRUN npm run build\n")
        .mends(
            "FROM node:22\nCOPY package.json package-lock.json /a\nCOPY . /app\nRUN npm ci\n",
            "FROM node:22\nCOPY package.json package-lock.json /a\n"
                + "COPY package.json package-lock.json /app/\nRUN npm ci\nCOPY . /app\n");
    for (String other :
        new String[] {
          before.replace("RUN npm", "RUN npm run build\nRUN npm"),
          before.replace("npm cache", "node build.js && npm cache"),
          before.replace(". .", "[\".\", \".\"]")
        }) {
      assertThat(
              Linter.run(
                  SourceText.of(other),
                  List.of(new CopyBeforeInstall()),
                  RuleSettings.NONE,
                  context(null, "package.json")))
          .as(other)
          .hasSize(1)
          .noneMatch(hit -> hit.hit().fix() instanceof Fix.Edits);
    }
    assertThat(
            Linter.run(
                SourceText.of(before),
                List.of(new CopyBeforeInstall()),
                RuleSettings.NONE,
                context(null, "a.js")))
        .hasSize(1)
        .noneMatch(hit -> hit.hit().fix() instanceof Fix.Edits);
  }
}
