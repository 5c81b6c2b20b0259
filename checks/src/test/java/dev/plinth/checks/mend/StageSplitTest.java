package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.findings.Fix.Safety;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of one stage divided in two, and those that are left as they are. */
class StageSplitTest {
  private static final String GO = "FROM golang:1.26-trixie\nWORKDIR /src\nCOPY . .\n";
  private static final String END = "USER 10001\nCMD [\"/src/app\"]\n";

  private static Mended mend(String text, @Nullable ContextFiles context) {
    FileLint lint = new FileLint(LintSettings.NONE);
    Mended mended =
        new Mender(Safety.REVIEW, Set.of("build-tools-shipped"))
            .mend(
                text.getBytes(StandardCharsets.UTF_8),
                bytes -> lint.lint("Dockerfile", bytes, context, Map.of()));
    assertThat(ShippedModel.divided(ShippedModel.of(mended.after())))
        .isEqualTo(ShippedModel.divided(ShippedModel.of(mended.before())));
    return mended;
  }

  private static String mended(String text, String... files) {
    return mend(text, files.length == 0 ? null : context(files)).after().raw();
  }

  private static ContextFiles context(String... files) {
    List<ContextFiles.Entry> sent =
        Arrays.stream(files).map(file -> new ContextFiles.Entry(file, 10)).toList();
    return new ContextFiles() {
      @Override
      public @Nullable String ignoreFile() {
        return ".dockerignore";
      }

      @Override
      public String ignoreText() {
        return "";
      }

      @Override
      public List<Entry> sent() {
        return sent;
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
  void go_is_linked_statically_and_takes_what_it_reads() {
    assertThat(
            mended(
                """
                # The service.
                FROM golang:1.26-alpine3.22
                RUN apk add --no-cache git

                # Who looks after it.
                LABEL team=shop

                ARG PORT=8080
                ENV GO111MODULE=on
                ENV PORT=$PORT MODE=live
                WORKDIR /app
                EXPOSE 8080
                COPY go.mod go.sum ./
                RUN go mod download
                COPY certs /etc/ours
                COPY . .
                RUN go vet ./... \\
                    # static
                    && go build -o main ./cmd/server
                USER 10001
                # what runs
                CMD ["./main"]
                """,
                "go.mod",
                "go.sum",
                "cmd/server/main.go",
                "internal/pages/a.html",
                "internal/pages/pages.go",
                "templates/a/b.html",
                "config.yaml",
                "README.md",
                ".golangci.yml",
                "certs/a.pem"))
        .isEqualTo(
            """
            # The service.
            FROM golang:1.26-alpine3.22 AS build
            RUN apk add --no-cache git

            ARG PORT=8080
            ENV GO111MODULE=on
            ENV PORT=$PORT MODE=live
            WORKDIR /app
            COPY go.mod go.sum ./
            RUN go mod download
            COPY . .
            RUN go vet ./... \\
                # static
                && CGO_ENABLED=0 go build -o main ./cmd/server

            FROM gcr.io/distroless/static-debian13:nonroot
            ARG PORT=8080
            ENV PORT=$PORT MODE=live
            WORKDIR /app
            COPY --from=build /app/main /app/main
            COPY --from=build /app/certs /app/certs
            COPY --from=build /app/config.yaml /app/config.yaml
            COPY --from=build /app/internal/pages/a.html /app/internal/pages/a.html
            COPY --from=build /app/templates /app/templates
            # Who looks after it.
            LABEL team=shop
            EXPOSE 8080
            COPY certs /etc/ours
            USER 10001
            # what runs
            CMD ["./main"]
            """);
  }

  @Test
  void go_install_puts_it_on_the_path() {
    assertThat(mended(GO + "RUN CGO_ENABLED=0 go install ./cmd/app\r\nUSER 10001\nCMD [\"app\"]"))
        .endsWith("COPY --from=build /go/bin/app /usr/local/bin/app\nUSER 10001\nCMD [\"app\"]")
        .contains("RUN CGO_ENABLED=0 go install ./cmd/app\r\n");
  }

  @Test
  void line_ends_and_letters_stay_as_they_are() {
    assertThat(
            mended(
                "from golang:1.26\r\nworkdir /src\r\ncopy . .\r\nrun go build -o /app\r\ncmd [\"/app\"]"))
        .isEqualTo(
            "from golang:1.26 as build\r\nworkdir /src\r\ncopy . .\r\n"
                + "run CGO_ENABLED=0 go build -o /app\r\n\r\n"
                + "from gcr.io/distroless/static-debian13:nonroot\r\nworkdir /src\r\n"
                + "copy --from=build /app /app\r\ncmd [\"/app\"]");
  }

  @Test
  void python_takes_over_what_was_installed() {
    assertThat(
            mended(
                """
                FROM python:3.13-slim-bookworm
                ENV PYTHONUNBUFFERED=1
                RUN apt-get update && apt-get install -y gcc libpq-dev curl=7.* && rm -rf /var/lib/apt/lists/*
                WORKDIR /app
                COPY requirements.txt setup.cfg ./
                RUN useradd --uid 10001 app
                RUN python3 -m pip install --upgrade pip && pip3 install --no-cache-dir -r requirements.txt
                COPY . .
                RUN python manage.py collectstatic
                USER 10001
                CMD ["python3", "app.py"]
                """))
        .isEqualTo(
            """
            FROM python:3.13-slim-bookworm AS build
            ENV PYTHONUNBUFFERED=1
            RUN apt-get update && apt-get install -y gcc libpq-dev curl=7.* && rm -rf /var/lib/apt/lists/*
            WORKDIR /app
            COPY requirements.txt setup.cfg ./
            RUN python3 -m pip install --upgrade pip && pip3 install --prefix=/install --no-cache-dir -r requirements.txt

            FROM python:3.13-slim-bookworm
            RUN apt-get update \\
                && apt-get install --yes --no-install-recommends libpq5 curl=7.* \\
                && rm -rf /var/lib/apt/lists/*
            ENV PYTHONUNBUFFERED=1
            WORKDIR /app
            COPY --from=build /install /usr/local
            COPY requirements.txt setup.cfg ./
            RUN useradd --uid 10001 app
            COPY . .
            RUN python manage.py collectstatic
            USER 10001
            CMD ["python3", "app.py"]
            """);
  }

  @Test
  void node_takes_over_the_working_folder() {
    assertThat(
            mended(
                """
                FROM node:22-bookworm
                WORKDIR /app
                COPY package*.json ./
                RUN npm ci
                COPY . .
                RUN npm run build
                HEALTHCHECK CMD ["node", "health.js"]
                USER node
                CMD ["node", "dist/server.js"]
                """))
        .isEqualTo(
            """
            FROM node:22-bookworm AS build
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            COPY . .
            RUN npm run build && npm prune --omit=dev

            FROM node:22-bookworm-slim
            WORKDIR /app
            COPY --from=build /app /app
            HEALTHCHECK CMD ["node", "health.js"]
            USER node
            CMD ["node", "dist/server.js"]
            """);
    assertThat(
            mended(
                """
                FROM node:22
                RUN mkdir -p /var/app
                WORKDIR /var/app
                COPY . .
                RUN npm ci && npm run build
                USER node
                CMD ["node", "dist/main.js"]
                """))
        .contains("FROM node:22-slim\nWORKDIR /var/app\nCOPY --from=build /var/app /var/app\n");
    assertThat(
            mended(
                """
                FROM node:22-alpine
                RUN apk add --no-cache python3 make g++ curl
                WORKDIR /app
                COPY . .
                USER node
                RUN npm ci --omit=dev
                CMD ["npm", "start"]
                """))
        .endsWith(
            """

            FROM node:22-alpine
            RUN apk add --no-cache libstdc++ curl
            WORKDIR /app
            COPY --from=build /app /app
            USER node
            CMD ["npm", "start"]
            """);
  }

  @Test
  void java_runs_upon_a_runtime_environment() {
    assertThat(
            mended(
                """
                FROM gradle:8.14-jdk21-alpine
                WORKDIR /app
                COPY . .
                RUN ./gradlew --no-daemon bootJar && mv build/libs/*.jar /app/app.jar
                EXPOSE 8080
                USER 10001
                ENTRYPOINT ["java", "-jar", "app.jar"]
                CMD ["--verbose"]
                """))
        .isEqualTo(
            """
            FROM gradle:8.14-jdk21-alpine AS build
            WORKDIR /app
            COPY . .
            RUN ./gradlew --no-daemon bootJar && mv build/libs/*.jar /app/app.jar

            FROM eclipse-temurin:21-jre-alpine
            WORKDIR /app
            COPY --from=build /app/app.jar /app/app.jar
            EXPOSE 8080
            USER 10001
            ENTRYPOINT ["java", "-jar", "app.jar"]
            CMD ["--verbose"]
            """);
    assertThat(
            mended(
                """
                FROM maven:3.9-eclipse-temurin-21-noble
                WORKDIR /app
                COPY . .
                RUN mvn package
                USER 10001
                CMD ["java", "-jar", "/app/target/quarkus-app/quarkus-run.jar"]
                """))
        .contains("FROM eclipse-temurin:21-jre-noble\n")
        .contains("COPY --from=build /app/target/quarkus-app /app/target/quarkus-app\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Not the program that runs, or nobody knows which one is built.
        GO + "RUN go build -o other .\n" + END,
        GO + "RUN go build ./...\nUSER 10001\nCMD [\"/app\"]\n",
        GO + "RUN go build -o $OUT .\n" + END,
        GO + "RUN make\n" + END,
        GO + "RUN go build -o app . && go build -o tool ./tool\n" + END,
        GO + "RUN cd cmd && go build -o app .\n" + END,
        GO + "RUN if true; then go build -o app .; fi\n" + END,
        GO + "RUN --mount=type=cache,target=/src go build -o app .\n" + END,
        // C, or what only this image has.
        GO
            + "RUN apt-get update && apt-get install -y libsqlite3-dev\nRUN go build -o app .\n"
            + END,
        GO + "ENV CGO_ENABLED=1\nRUN go build -o app .\n" + END,
        GO + "RUN go build -ldflags '-linkmode external' -o app .\n" + END,
        GO + "RUN apt-get update && apt-get install -y ffmpeg\nRUN go build -o app .\n" + END,
        // A shell, another program or a user whom the second image does not have.
        GO + "RUN go build -o app .\nUSER 10001\nCMD /src/app\n",
        GO + "RUN go build -o app .\nHEALTHCHECK CMD curl -f http://localhost\n" + END,
        GO + "RUN go build -o app .\nUSER svc\nCMD [\"/src/app\"]\n",
        GO
            + "RUN go build -o app .\nUSER 10001\nENTRYPOINT [\"/src/start.sh\"]\nCMD [\"/src/app\"]\n",
        GO + "RUN go build -o app . && mkdir /data\n" + END,
        // Other files than the file says.
        "FROM golang:1.26\nWORKDIR /src\nCOPY assets ./\nCOPY go.mod ./\nRUN go build -o app .\n"
            + END,
        "FROM golang:1.26\nWORKDIR /src\nCOPY --from=x /a .\nRUN go build -o app .\n" + END,
        "FROM golang:1.26\nWORKDIR /src\nCOPY . .\nONBUILD RUN x\nRUN go build -o app .\n" + END,
        "FROM golang:1.26\nCOPY . .\nRUN go build -o app .\n" + END,
        // Libraries that are not known, and packages that stand elsewhere.
        "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc libgdal-dev\nRUN pip install gdal\nCMD [\"python3\"]\n",
        "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nRUN pip install --user a\nCMD [\"python3\", \"a\"]\n",
        "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nRUN pip install -e .\nCMD [\"python3\", \"a\"]\n",
        "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nRUN uv sync\nCMD [\"python3\", \"a\"]\n",
        "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc && make\nRUN pip install a\nCMD [\"python3\", \"a\"]\n",
        "FROM python:3.13\nRUN apt-get update && apt-get install -y gcc\nRUN pip install a\nCMD [\"python3\", \"a\"]\n",
        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm i -g pm2 && npm ci\nCMD [\"node\", \"a\"]\n",
        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && mkdir /data\nCMD [\"node\", \"a\"]\n",
        "FROM node:22\nCOPY . .\nRUN npm ci\nCMD [\"node\", \"a\"]\n",
        "FROM node:latest\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD [\"node\", \"a\"]\n",
        "FROM maven:3-eclipse-temurin-21\nWORKDIR /a\nCOPY . .\nRUN mvn package\nCMD [\"mvn\", \"exec:java\"]\n",
        "FROM maven:3-eclipse-temurin-21\nWORKDIR /a\nCOPY . .\nRUN mvn package dependency:copy-dependencies\nCMD [\"java\", \"-jar\", \"target/a.jar\"]\n",
        "FROM maven:3-amazoncorretto-21\nWORKDIR /a\nCOPY . .\nRUN mvn package\nCMD [\"java\", \"-jar\", \"target/a.jar\"]\n",
      })
  void what_is_not_plain_is_left_to_people(String text) {
    assertThat(mend(text, null).applied()).isEmpty();
  }

  @Test
  void what_the_context_does_not_hold_is_not_understood() {
    String text = GO + "RUN go build -o app .\n" + END;
    assertThat(mended(text, "go.mod", "main.go")).contains("AS build");
    assertThat(mended(text, "go.mod", "app")).isEqualTo(text);
    assertThat(mended(text, "go.mod", "a/1", "b/1", "c/1", "d/1", "e/1", "f/1", "g/1"))
        .isEqualTo(text);
    String named = "FROM golang:1.26\nWORKDIR /src\nCOPY srv .\nRUN go build -o app .\n" + END;
    assertThat(mended(named, "elsewhere/go.mod")).isEqualTo(named);
  }
}
