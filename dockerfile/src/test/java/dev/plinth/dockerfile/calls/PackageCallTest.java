package dev.plinth.dockerfile.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.tree.Dockerfile;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageCallTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          apt-get update → UPDATE apt-get <update> |
          apt-get -qq update → UPDATE apt-get <update> | -q -q
          apt-get update -yq && true → UPDATE apt-get <update> | -y -q
          apt-get install -y --no-install-recommends curl git=1:2.39.* → INSTALL apt-get <install> curl git[=1:2.39.*] | -y --no-install-recommends
          apt-get install -yq curl → INSTALL apt-get <install> curl | -y -q
          apt-get -y install -t bookworm-backports curl/stable → INSTALL apt-get <install> curl[/stable] | -y -t(bookworm-backports)
          apt-get -o Dpkg::Options::=--force-confold install curl → INSTALL apt-get <install> curl | -o(Dpkg::Options::=--force-confold)
          apt-get -oDebug::x=1 -q=2 install curl → INSTALL apt-get <install> curl | -o(Debug::x=1) -q(2)
          apt-get install "linux-headers-$(uname -r)" foo=${V} → INSTALL apt-get <install> linux-headers-¤ foo[=¤] |
          apt-get install $PACKAGES → INSTALL apt-get <install> UNKNOWN:¤ |
          apt-get install ./a.deb /tmp/b.deb libc6:i386=2.36 g++ → INSTALL apt-get <install> FILE:./a.deb FILE:/tmp/b.deb libc6[=2.36] g++ |
          apt-get purge -y --auto-remove build-essential → REMOVE apt-get <purge> build-essential | -y --auto-remove
          apt-get dist-upgrade → UPGRADE apt-get <dist-upgrade> |
          apt-get clean → CLEAN apt-get <clean> |
          apt-get download nginx → DOWNLOAD apt-get <download> nginx |
          apt install -y -- curl → INSTALL apt <install> curl | -y
          apt list --installed → OTHER apt <list> | --installed
          aptitude -y safe-upgrade → UPGRADE aptitude <safe-upgrade> | -y
          dpkg -i /tmp/x.deb → INSTALL dpkg <> FILE:/tmp/x.deb | -i
          dpkg --add-architecture i386 → OTHER dpkg <> | --add-architecture
          apk add --no-cache --virtual .build-deps gcc musl-dev → INSTALL apk <add> gcc musl-dev | --no-cache --virtual(.build-deps)
          apk --no-cache add -t .deps curl~=8.5 'git>2' x=1-r0 y@edge → INSTALL apk <add> curl[~=8.5] git[>2] x[=1-r0] y[@edge] | --no-cache -t(.deps)
          apk add -U --repository=http://x/y tzdata → INSTALL apk <add> tzdata | -U --repository(http://x/y)
          apk add -X https://x/edge foo → INSTALL apk <add> foo | -X(https://x/edge)
          apk del .build-deps → REMOVE apk <del> .build-deps |
          apk update → UPDATE apk <update> |
          apk cache clean → CLEAN apk <cache clean> |
          dnf install -y --setopt=install_weak_deps=False python3-3.11.2-1.fc40 java-11-openjdk → INSTALL dnf <install> python3[-3.11.2-1.fc40] java-11-openjdk | -y --setopt(install_weak_deps=False)
          dnf -y --enablerepo crb install 'gcc >= 12' @development → INSTALL dnf <install> gcc[>= 12] GROUP:@development | -y --enablerepo(crb)
          dnf group install "Development Tools" → INSTALL dnf <group install> GROUP:Development Tools |
          dnf module install nodejs:18 → INSTALL dnf <module install> GROUP:nodejs:18 |
          dnf clean all → CLEAN dnf <clean> |
          microdnf install --nodocs shadow-utils → INSTALL microdnf <install> shadow-utils | --nodocs
          yum -y update → UPGRADE yum <update> | -y
          yum install -y nginx-1.20.1 https://x.example/y.rpm → INSTALL yum <install> nginx[-1.20.1] URL:https://x.example/y.rpm | -y
          yum install -y gcc-toolset-12 → INSTALL yum <install> gcc-toolset-12 | -y
          tdnf makecache → UPDATE tdnf <makecache> |
          zypper -n --gpg-auto-import-keys in -y --no-recommends 'vim=9.1' → INSTALL zypper <in> vim[=9.1] | -n --gpg-auto-import-keys -y --no-recommends
          zypper --non-interactive ref → UPDATE zypper <ref> | --non-interactive
          zypper in -t pattern devel_basis → INSTALL zypper <in> GROUP:devel_basis | -t(pattern)
          rpm -ivh https://x.example/y.rpm → INSTALL rpm <> URL:https://x.example/y.rpm | -i -v -h
          rpm --import https://x.example/key → OTHER rpm <> | --import
          rpm -qa → OTHER rpm <> | -q -a
          rpm -e --nodeps foo → REMOVE rpm <> foo | -e --nodeps
          pip install --no-cache-dir -r requirements.txt → INSTALL pip <install> REQUIREMENTS:requirements.txt | --no-cache-dir -r(requirements.txt)
          pip3 install 'flask[async]>=2,<3' requests==2.31.0 numpy → INSTALL pip <install> flask[>=2,<3] requests[==2.31.0] numpy |
          python -m pip install --upgrade pip → INSTALL pip <install> pip | --upgrade
          python3.12 -I -m pip install -e . → INSTALL pip <install> FILE:. | -e(.)
          pip install . .[dev] ./dist/a.whl dist/b.whl → INSTALL pip <install> FILE:. FILE:.[dev] FILE:./dist/a.whl FILE:dist/b.whl |
          pip install git+https://github.com/a/b.git@v1 https://x/y.whl → INSTALL pip <install> VCS:git+https://github.com/a/b.git@v1 URL:https://x/y.whl |
          pip install --index-url https://x/simple -c constraints.txt a → INSTALL pip <install> a | --index-url(https://x/simple) -c(constraints.txt)
          /venv/bin/pip install "a==$V" → INSTALL pip <install> a[==¤] |
          pip cache purge → CLEAN pip <cache purge> |
          pip download -d /wheels a → DOWNLOAD pip <download> a | -d(/wheels)
          uv pip install --system -r requirements.txt → INSTALL uv <pip install> REQUIREMENTS:requirements.txt | --system -r(requirements.txt)
          uv pip sync requirements.txt → INSTALL uv <pip sync> REQUIREMENTS:requirements.txt |
          uv sync --frozen --no-dev → INSTALL uv <sync> | --frozen --no-dev
          uv add 'httpx>=0.27' → INSTALL uv <add> httpx[>=0.27] |
          uv tool install ruff@0.4.1 → INSTALL uv <tool install> ruff[@0.4.1] |
          pipx install poetry==1.8.2 → INSTALL pipx <install> poetry[==1.8.2] |
          poetry install --no-root --only main → INSTALL poetry <install> | --no-root --only(main)
          poetry add requests@^2 → INSTALL poetry <add> requests[@^2] |
          conda install -y -c conda-forge numpy=1.26 'pandas>=2' → INSTALL conda <install> numpy[=1.26] pandas[>=2] | -y -c(conda-forge)
          conda env create -f environment.yml → INSTALL conda <env create> REQUIREMENTS:environment.yml | -f(environment.yml)
          conda clean -afy → CLEAN conda <clean> | -a -f -y
          mamba install -n base conda-forge::xgboost → INSTALL mamba <install> xgboost | -n(base)
          npm ci --omit=dev → INSTALL npm <ci> | --omit(dev)
          npm install -g pm2@5.3.0 @angular/cli@17 typescript → INSTALL npm <install> pm2[@5.3.0] @angular/cli[@17] typescript | -g
          npm i --prefix /app user/repo ./local https://x/y.tgz → INSTALL npm <i> VCS:user/repo FILE:./local URL:https://x/y.tgz | --prefix(/app)
          npm cache clean --force → CLEAN npm <cache clean> | --force
          npm run build → OTHER npm <run> |
          pnpm install --frozen-lockfile → INSTALL pnpm <install> | --frozen-lockfile
          pnpm add -w zod@3 → INSTALL pnpm <add> zod[@3] | -w
          yarn --frozen-lockfile → INSTALL yarn <> | --frozen-lockfile
          yarn --version → OTHER yarn <> | --version
          yarn global add serve@14 → INSTALL yarn <global add> serve[@14] |
          yarn cache clean → CLEAN yarn <cache clean> |
          bun install --production → INSTALL bun <install> | --production
          gem install bundler -v 2.4.1 --no-document → INSTALL gem <install> bundler[2.4.1] | -v(2.4.1) --no-document
          gem install rails:7.0 → INSTALL gem <install> rails[:7.0] |
          bundle install --jobs 4 --without development → INSTALL bundle <install> | --jobs(4) --without(development)
          bundle exec rake → OTHER bundle <exec> |
          go install github.com/a/b/cmd/c@v1.2.3 → INSTALL go <install> github.com/a/b/cmd/c[@v1.2.3] |
          go mod download → DOWNLOAD go <mod download> |
          go build -ldflags "-s -w" -o /out ./cmd → OTHER go <build> | -ldflags(-s -w) -o(/out)
          go get -u ./... → INSTALL go <get> FILE:./... | -u
          cargo install --locked ripgrep --version 14.1.0 → INSTALL cargo <install> ripgrep[14.1.0] | --locked --version(14.1.0)
          cargo install cargo-chef@0.1 → INSTALL cargo <install> cargo-chef[@0.1] |
          cargo +nightly install --git https://x/y z → INSTALL cargo <install> VCS:https://x/y | --git(https://x/y)
          cargo build --release --target x86_64-unknown-linux-musl → OTHER cargo <build> | --release --target(x86_64-unknown-linux-musl)
          cargo fetch → DOWNLOAD cargo <fetch> |
          composer install --no-dev -d /app → INSTALL composer <install> | --no-dev -d(/app)
          composer global require a/b:^2 → INSTALL composer <global require> a/b[:^2] |
          """)
  void readsEveryManagersOwnGrammar(String script, String expected) {
    assertThat(Reading.shown(Reading.only(script)).strip()).isEqualTo(expected.strip());
  }

  @Test
  void placesNamesAndConstraints() {
    String text = "FROM x\nRUN apt-get install -y \\\n    'curl=7.88' \\\n    git=\"$V\"\n";
    Dockerfile file = Reading.file(text);
    PackageCall call = Calls.of(file.instructions().getLast()).packages().getFirst();
    SourceText source = file.source();
    PackageCall.Requested curl = call.packages().getFirst();
    assertThat(source.text(curl.nameSpan())).isEqualTo("curl");
    assertThat(source.text(Objects.requireNonNull(curl.constraintSpan()))).isEqualTo("=7.88");
    PackageCall.Requested git = call.packages().getLast();
    assertThat(source.text(git.nameSpan())).isEqualTo("git");
    assertThat(source.text(Objects.requireNonNull(git.constraintSpan()))).isEqualTo("=\"$V");
    assertThat(source.text(call.commandSpan())).isEqualTo("install");
    assertThat(call.names("curl")).isTrue();
    assertThat(call.has("--yes", "-y")).isTrue();
  }

  @Test
  void knowsVariablesThatTheScriptGives() {
    Calls calls =
        Reading.calls(
            "RUN A=1 apt-get update && export DEBIAN_FRONTEND=noninteractive \\\n"
                + " && apt-get install -y a && DEBIAN_FRONTEND=teletype apt-get install -y b\\\n"
                + " && sudo PIP_NO_CACHE_DIR=1 pip install c && env -i X=$Y pip install d");
    assertThat(calls.packages()).hasSize(5);
    assertThat(value(calls, 0, "DEBIAN_FRONTEND")).isEqualTo("none");
    assertThat(value(calls, 0, "A")).isEqualTo("1");
    assertThat(value(calls, 1, "DEBIAN_FRONTEND")).isEqualTo("noninteractive");
    assertThat(value(calls, 2, "DEBIAN_FRONTEND")).isEqualTo("teletype");
    assertThat(value(calls, 3, "PIP_NO_CACHE_DIR")).isEqualTo("1");
    assertThat(value(calls, 4, "X")).isEqualTo("unknown");
  }

  private static String value(Calls calls, int index, String name) {
    Setting setting = calls.variable(calls.packages().get(index).call(), name);
    return setting == null ? "none" : Objects.requireNonNullElse(setting.value(), "unknown");
  }
}
