package dev.plinth.bases.choose;

import dev.plinth.bases.known.Family;
import java.util.Set;

/** The lines of a Dockerfile that put a program upon a base: what to begin with, by hand. */
public final class Lines {
  private static final String APP = "/usr/local/bin/app";

  private Lines() {}

  /** Those for an offer. Names of programs and files are examples. */
  public static String of(Offer offer, Wishes wishes) {
    Family family = offer.family();
    StringBuilder text = new StringBuilder();
    if (family.windows()) {
      return text.append("FROM ")
          .append(offer.image())
          .append("\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"app.exe\"]\n")
          .toString();
    }
    if (!offer.build().isEmpty()) {
      text.append("FROM ").append(offer.build()).append(" AS build\n");
      text.append(build(wishes, offer)).append('\n');
    }
    boolean twin = !offer.debug().isEmpty() && !offer.debug().equals("self");
    text.append("FROM ").append(offer.image()).append(twin ? " AS runtime\n" : "\n");
    text.append(runtime(wishes, offer));
    if (twin) {
      text.append("\nFROM runtime AS debug\n");
      text.append(debug(offer));
      text.append("\nFROM runtime\n");
    }
    return text.toString();
  }

  private static String build(Wishes wishes, Offer offer) {
    String id = offer.family().id();
    boolean cgo = !wishes.machineCode().equals("no") && !wishes.machineCode().equals("unknown");
    return switch (wishes.language()) {
      case "go" ->
          "WORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED="
              + (cgo && !offer.family().libc().equals("none") ? "1" : "0")
              + " go build -trimpath -o /out/app .\n";
      case "rust" ->
          """
          WORKDIR /src
          COPY . .
          RUN cargo build --locked --release \\
              && install -D target/release/app /out/app
          """;
      case "python" -> python(id);
      case "node" ->
          (id.equals("ubi-minimal")
                  ? "RUN microdnf install -y nodejs npm && microdnf clean all\n"
                  : id.equals("chainguard-node") ? "USER root\n" : "")
              + "WORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\nCOPY . .\n";
      case "java" ->
          (id.equals("ubi-minimal")
                  ? "RUN microdnf install -y java-"
                      + java(wishes)
                      + "-openjdk-devel && microdnf clean all\n"
                  : "")
              + "WORKDIR /src\nCOPY . .\n"
              + "RUN sh mvnw -B package -DskipTests \\\n    && install -D target/*.jar /out/app.jar\n";
      case "dotnet" ->
          (id.equals("ubi-minimal")
                  ? "RUN microdnf install -y dotnet-sdk-"
                      + dotnet(wishes)
                      + " && microdnf clean all\n"
                  : "")
              + "WORKDIR /src\nCOPY *.csproj ./\nRUN dotnet restore\nCOPY . .\n"
              + "RUN dotnet publish -c Release -o /out\n";
      case "ruby" ->
          (id.equals("ubi-minimal")
                  ? "RUN microdnf install -y ruby-devel rubygem-bundler gcc make && microdnf clean all\n"
                  : id.equals("ruby-alpine")
                      ? "RUN apk add --no-cache build-base\n"
                      : id.equals("chainguard-ruby") ? "USER root\n" : "")
              + "WORKDIR /app\nENV BUNDLE_PATH=/app/vendor/bundle BUNDLE_WITHOUT=development:test\n"
              + "COPY Gemfile Gemfile.lock ./\nRUN bundle install\nCOPY . .\n";
      case "php" ->
          """
          WORKDIR /app
          COPY composer.json composer.lock ./
          RUN composer install --no-dev --no-scripts
          COPY . .
          """;
      default -> "";
    };
  }

  /** Red Hat's packages of Java: of long-term releases alone. */
  private static String java(Wishes wishes) {
    return wishes.release().equals("21") ? "21" : "25";
  }

  private static String dotnet(Wishes wishes) {
    return wishes.release().isEmpty() ? "10.0" : wishes.release();
  }

  private static String python(String id) {
    String python = "python";
    String before = "";
    switch (id) {
      case "distroless-python3" -> {
        before =
            "RUN apt-get update \\\n    && apt-get install -y --no-install-recommends python3-venv"
                + " \\\n    && rm -rf /var/lib/apt/lists/*\n";
        python = "python3";
      }
      case "ubi-minimal" -> {
        before = "RUN microdnf install -y python3 python3-pip && microdnf clean all\n";
        python = "python3";
      }
      case "chainguard-python" -> before = "USER root\n";
      case "wolfi" -> before = "USER root\nRUN apk add --no-cache python3 py3-pip\n";
      default -> {
        // The image has all of it.
      }
    }
    return before
        + "WORKDIR /app\nCOPY requirements.txt ./\nRUN "
        + python
        + " -m venv .venv \\\n    && .venv/bin/pip install --no-cache-dir -r requirements.txt\n";
  }

  private static String runtime(Wishes wishes, Offer offer) {
    Family family = offer.family();
    String install = install(wishes, family);
    String user = user(family);
    return switch (wishes.language()) {
      case "go", "rust" ->
          (family.id().equals("scratch")
                  ? "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n"
                  : "")
              + user
              + "COPY --from=build /out/app "
              + APP
              + "\n"
              + numbers(family)
              + "ENTRYPOINT [\""
              + APP
              + "\"]\n";
      case "python" ->
          install
              + user
              + "WORKDIR /app\nENV PATH=\"/app/.venv/bin:$PATH\"\nCOPY --from=build /app/.venv .venv\n"
              + "COPY . .\n"
              + numbers(family)
              + "ENTRYPOINT [\"/app/.venv/bin/python\", \"main.py\"]\n";
      case "node" ->
          install
              + "WORKDIR /app\nENV NODE_ENV=production\nCOPY --from=build /app ./\n"
              + numbers(family)
              + "ENTRYPOINT [\""
              + (family.id().equals("distroless-nodejs") ? "/nodejs/bin/node" : "node")
              + "\", \"server.js\"]\n";
      case "java" ->
          install
              + user
              + "WORKDIR /app\nCOPY --from=build /out/app.jar ./\n"
              + numbers(family)
              + "ENTRYPOINT [\"java\", \"-XX:MaxRAMPercentage=75\", \"-jar\", \"/app/app.jar\"]\n";
      case "dotnet" ->
          install
              + "WORKDIR /app\nCOPY --from=build /out ./\n"
              + numbers(family)
              + "ENTRYPOINT [\"dotnet\", \"App.dll\"]\n";
      case "ruby" ->
          install
              + user
              + "WORKDIR /app\nENV BUNDLE_PATH=/app/vendor/bundle BUNDLE_WITHOUT=development:test\n"
              + "COPY --from=build /app ./\n"
              + numbers(family)
              + "ENTRYPOINT [\"bundle\", \"exec\", \"puma\"]\n";
      case "php" ->
          install + "WORKDIR /var/www/html\nCOPY --from=build /app ./\n" + numbers(family);
      default ->
          install
              + user
              + (family.id().equals("scratch")
                  ? "COPY app /app\n" + numbers(family) + "ENTRYPOINT [\"/app\"]\n"
                  : "COPY app " + APP + "\n" + numbers(family) + "ENTRYPOINT [\"" + APP + "\"]\n");
    };
  }

  /** What a distribution without the language has to be given. */
  private static String install(Wishes wishes, Family family) {
    Set<String> managers = family.managers();
    String language = wishes.language();
    if (managers == null || managers.isEmpty()) {
      return "";
    }
    if (family.id().equals("ubi-minimal")) {
      String packages =
          switch (language) {
            case "python" -> "python3";
            case "node" -> "nodejs";
            case "java" -> "java-" + java(wishes) + "-openjdk-headless";
            case "dotnet" -> "aspnetcore-runtime-" + dotnet(wishes);
            case "ruby" -> "ruby rubygem-bundler";
            case "php" -> "php-fpm";
            default -> "";
          };
      return packages.isEmpty()
          ? ""
          : "RUN microdnf install -y " + packages + " && microdnf clean all\n";
    }
    if (family.id().equals("wolfi") && !language.equals("any")) {
      String packages =
          switch (language) {
            case "python" -> "python3";
            case "node" -> "nodejs";
            case "java" -> "openjdk-25-jre";
            default -> "";
          };
      return packages.isEmpty() ? "" : "USER root\nRUN apk add --no-cache " + packages + "\n";
    }
    if (language.equals("tooling") && managers.contains("apt-get")) {
      return "RUN apt-get update \\\n    && apt-get install -y --no-install-recommends"
          + " ca-certificates curl \\\n    && rm -rf /var/lib/apt/lists/*\n";
    }
    return language.equals("tooling") && managers.contains("apk")
        ? "RUN apk add --no-cache curl\n"
        : "";
  }

  /** An account of the image's own, where it has none. */
  private static String user(Family family) {
    Set<String> managers = family.managers();
    if (!family.accountNumber().isEmpty() || managers == null) {
      return "";
    }
    if (managers.contains("apt-get")) {
      return """
      RUN groupadd --gid 10001 app \\
          && useradd --uid 10001 --gid app --no-log-init --create-home app
      """;
    }
    return managers.contains("apk")
        ? "RUN addgroup -g 10001 app && adduser -D -u 10001 -G app app\n"
        : "";
  }

  private static String numbers(Family family) {
    String number = family.accountNumber();
    if (number.isEmpty()) {
      // OpenShift runs any number, of the group 0.
      return family.sources().getFirst().equals("ubi") ? "USER 10001:0\n" : "USER 10001:10001\n";
    }
    return "USER " + number + ":" + number + "\n";
  }

  private static String debug(Offer offer) {
    if (offer.debug().startsWith("gcr.io/distroless/")) {
      String image = offer.debug().replace(":debug-nonroot", ":debug");
      return "COPY --from=" + image + " /busybox/ /busybox/\nENV PATH=\"$PATH:/busybox\"\n";
    }
    return "COPY --from=busybox:stable-musl /bin/ /busybox/\nENV PATH=\"$PATH:/busybox\"\n";
  }

  /** How to look inside what runs, one line. */
  public static String look(Offer offer) {
    if (offer.family().windows()) {
      return "docker exec -it CONTAINER " + offer.family().shell();
    }
    if (offer.debug().equals("self")) {
      return "kubectl exec -it POD -- sh";
    }
    String image = offer.family().libc().equals("glibc") ? "debian:stable-slim" : "busybox:stable";
    return "kubectl debug -it POD --image="
        + image
        + " --target=CONTAINER"
        + (offer.debug().isEmpty() ? "" : ", or docker build --target debug");
  }
}
