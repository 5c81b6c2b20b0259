package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;

/**
 * A job that lints the Dockerfile, builds the image and scans it, for one service. Where Plinth is
 * fetched from and what its archive's checksum is are variables that people set: nobody but them
 * knows.
 */
public enum CiJob {
  /** A workflow of GitHub Actions. */
  GITHUB("github", ".github/workflows/plinth.yml"),
  /** A file to be included by {@code .gitlab-ci.yml}. */
  GITLAB("gitlab", ".gitlab-ci.plinth.yml");

  private final String word;
  private final String path;

  CiJob(String word, String path) {
    this.word = word;
    this.path = path;
  }

  /** As {@code --ci} takes it. */
  public String word() {
    return word;
  }

  /** Where the file belongs. */
  public String path() {
    return path;
  }

  /** What people have to do before it runs. */
  public List<String> notes() {
    String set =
        "set the variables PLINTH_URL (a release archive, plinth-…-linux-….tar.gz) and"
            + " PLINTH_SHA256 (its checksum) in the project's CI settings";
    return this == GITHUB
        ? List.of(set)
        : List.of(set, "include the job in .gitlab-ci.yml: include: [{local: " + path + "}]");
  }

  /**
   * The file's text.
   *
   * @param explain true where the reason is to stand beside each choice
   */
  public String text(boolean explain) {
    String text = this == GITHUB ? github() : gitlab();
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (explain || !line.stripLeading().startsWith("#?")) {
        lines.add(line.replaceFirst("#\\?", "#"));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String github() {
    return """
    name: plinth
    on:
      pull_request:
      push:
        branches: [main, master]
      #? An image that nobody changes gets new vulnerabilities all the same.
      schedule:
        - cron: "17 4 * * 1"
    #? Nothing more than each job needs.
    permissions:
      contents: read
    jobs:
      image:
        runs-on: ubuntu-24.04
        permissions:
          contents: read
          security-events: write
        env:
          #? Set them under Settings, Secrets and variables, Actions, Variables.
          PLINTH_URL: ${{ vars.PLINTH_URL }}
          PLINTH_SHA256: ${{ vars.PLINTH_SHA256 }}
        steps:
          - uses: actions/checkout@v4
            with:
              persist-credentials: false
          - name: Fetch Plinth
            #? The checksum is what is trusted, wherever the archive lies.
            run: |
              : "${PLINTH_URL:?set the variable PLINTH_URL}"
              : "${PLINTH_SHA256:?set the variable PLINTH_SHA256}"
              curl --fail --silent --show-error --location --output "$RUNNER_TEMP/plinth.tar.gz" "$PLINTH_URL"
              echo "$PLINTH_SHA256  $RUNNER_TEMP/plinth.tar.gz" | sha256sum --check --strict
              mkdir "$RUNNER_TEMP/plinth"
              tar --extract --gzip --file "$RUNNER_TEMP/plinth.tar.gz" --directory "$RUNNER_TEMP/plinth" --strip-components 1
              echo "$RUNNER_TEMP/plinth/bin" >> "$GITHUB_PATH"
          - name: Lint the Dockerfile
            run: plinth lint Dockerfile -o text -o sarif=lint.sarif
          - name: Build the image
            #? --pull takes the newest base of that tag, not the one from the cache.
            run: docker build --pull --tag "plinth.local/image:$GITHUB_SHA" .
          - name: Fetch the advisories
            run: plinth db update
          - name: Scan the image
            run: plinth scan "docker:plinth.local/image:$GITHUB_SHA" -o table -o github -o sarif=scan.sarif
          #? Also where something was found: that is when the reports are wanted.
          - uses: github/codeql-action/upload-sarif@v3
            if: ${{ !cancelled() && hashFiles('lint.sarif') != '' }}
            with:
              sarif_file: lint.sarif
              category: plinth-lint
          - uses: github/codeql-action/upload-sarif@v3
            if: ${{ !cancelled() && hashFiles('scan.sarif') != '' }}
            with:
              sarif_file: scan.sarif
              category: plinth-scan
    """;
  }

  private static String gitlab() {
    return """
    #? Set PLINTH_URL and PLINTH_SHA256 under Settings, CI/CD, Variables.
    .plinth:
      image: debian:trixie-slim
      before_script:
        - ': "${PLINTH_URL:?set the variable PLINTH_URL}"'
        - ': "${PLINTH_SHA256:?set the variable PLINTH_SHA256}"'
        - apt-get update && apt-get install -y --no-install-recommends ca-certificates curl
        - curl --fail --silent --show-error --location --output /tmp/plinth.tar.gz "$PLINTH_URL"
        #? The checksum is what is trusted, wherever the archive lies.
        - echo "$PLINTH_SHA256  /tmp/plinth.tar.gz" | sha256sum --check --strict
        - mkdir /opt/plinth
        - tar --extract --gzip --file /tmp/plinth.tar.gz --directory /opt/plinth --strip-components 1
        - export PATH="/opt/plinth/bin:$PATH"

    plinth-lint:
      extends: .plinth
      stage: test
      script:
        - plinth lint Dockerfile -o text -o gitlab=gl-code-quality-report.json
      artifacts:
        #? Also where something was found: that is when the reports are wanted.
        when: always
        reports:
          codequality: gl-code-quality-report.json

    plinth-image:
      stage: build
      image: docker:28-cli
      services: ["docker:28-dind"]
      script:
        #? --pull takes the newest base of that tag, not the one from the cache.
        - docker build --pull --tag plinth.local/image:ci .
        - docker save --output image.tar plinth.local/image:ci
      artifacts:
        paths: [image.tar]
        expire_in: 1 day

    plinth-scan:
      extends: .plinth
      stage: test
      needs: [plinth-image]
      script:
        - plinth db update
        - plinth scan docker-archive:image.tar -o table -o gitlab=gl-container-scanning-report.json
      artifacts:
        when: always
        reports:
          container_scanning: gl-container-scanning-report.json
    """;
  }
}
