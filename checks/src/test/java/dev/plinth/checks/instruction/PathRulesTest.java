package dev.plinth.checks.instruction;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class PathRulesTest {
  @Test
  void workdirsFromNowhere() {
    Checks.of(new RelativeWorkdir())
        .finds("FROM debian:12", "WORKDIR «app»")
        .mends("FROM a\nWORKDIR app\n", "FROM a\nWORKDIR /app\n")
        .finds("FROM debian:12", "ENV A=app", "WORKDIR «$A»")
        .finds("FROM debian:12", "WORKDIR «./app»", "WORKDIR more")
        .passes("FROM debian:12", "WORKDIR /srv", "WORKDIR app")
        .passes("FROM debian:12", "WORKDIR $HOME/app")
        .passes("FROM scratch", "WORKDIR app")
        .passes("# escape=`", "FROM debian:12", "WORKDIR C:\\app")
        .passes("FROM debian:12 AS base", "WORKDIR /srv", "FROM base", "WORKDIR app");
  }

  @Test
  void destinationsFromNowhere() {
    Checks.of(new RelativeCopyDestination())
        .finds("FROM debian:12", "COPY a «conf/»")
        .finds("FROM debian:12", "ADD a «.»", "COPY b .", "FROM team/x", "COPY c «d»")
        .finds("FROM debian:12", "COPY [\"a\", «\"conf/\"»]")
        .passes("FROM debian:12", "COPY a /conf/")
        .passes("FROM debian:12", "WORKDIR /srv", "COPY a .")
        .passes("FROM debian:12", "ARG TO", "COPY a $TO")
        .passes("FROM scratch", "COPY a b")
        .passes("FROM debian:12", "WORKDIR $HOME", "COPY a b");
  }

  @Test
  void addThatCopies() {
    Checks.of(new AddInsteadOfCopy())
        .finds("FROM debian:12", "«ADD» app.py /app/")
        .finds("FROM debian:12", "«ADD» . /app/")
        .mends("FROM a\nADD --chown=1 app /app\n", "FROM a\nCOPY --chown=1 app /app\n")
        .mends("from a\nadd a.txt /b\n", "from a\ncopy a.txt /b\n")
        .finds("FROM debian:12", "ONBUILD «ADD» . /app/")
        .finds("FROM debian:12", "«ADD» <<EOF /etc/motd", "hi", "EOF")
        .passes("FROM debian:12", "ADD app.tar.gz /app/")
        .passes("FROM debian:12", "ADD https://example.com/a /a")
        .passes("FROM debian:12", "ADD git@github.com:a/b.git /a")
        .passes("FROM debian:12", "ARG F", "ADD $F /a")
        .passes("FROM debian:12", "COPY a /a")
        .passes("FROM debian:12", "ADD a.txt b.tgz /c/");
  }

  @Test
  void archivesUnpackedLater() {
    Checks.of(new CopiedArchive())
        .finds("FROM debian:12", "COPY «app.tar.gz» /tmp/", "RUN cd /tmp && tar xzf app.tar.gz")
        .finds(
            "FROM debian:12",
            "COPY «dist/app.tgz» /tmp/x.tgz",
            "RUN tar --extract --file /tmp/x.tgz")
        .passes("FROM debian:12", "COPY app.tar.gz /tmp/", "RUN tar -czf /tmp/other.tar.gz /srv")
        .passes("FROM debian:12", "COPY --from=x:1 /app.tar.gz /tmp/", "RUN tar xf /tmp/app.tar.gz")
        .passes("FROM debian:12", "COPY app.tar.gz /srv/")
        .passes(
            "FROM debian:12",
            "COPY app.tar.gz /tmp/",
            "FROM debian:12",
            "RUN tar xf /tmp/app.tar.gz");
  }

  @Test
  void severalSourcesToOneFile() {
    Checks.of(new CopySeveralToFile())
        .finds("FROM debian:12", "COPY a b «/c»")
        .mends("FROM x\nCOPY a b /c\n", "FROM x\nCOPY a b /c/\n")
        .mends("FROM x\nCOPY [\"a\", \"b\", \"/c\"]\n", "FROM x\nCOPY [\"a\", \"b\", \"/c/\"]\n")
        .finds("FROM debian:12", "COPY a b «\"/c\"»")
        .passes("FROM debian:12", "COPY a b /c/", "COPY a /c", "COPY a b .", "COPY a b ./")
        .passes("FROM debian:12", "WORKDIR /srv/app", "COPY a b /srv/app", "COPY a b /srv")
        .passes("FROM debian:12", "ARG T", "COPY a b $T")
        .passes("FROM debian:12", "VOLUME /a /b /c");
  }

  @Test
  void systemDirectories() {
    Checks.of(new SystemDirectory())
        .finds("FROM debian:12", "VOLUME «/usr/lib» /data")
        .finds("FROM debian:12", "WORKDIR «/etc/»")
        .finds("FROM debian:12", "WORKDIR «/proc/self»")
        .finds("FROM debian:12", "VOLUME [«\"/\"»]")
        .passes(
            "FROM debian:12",
            "WORKDIR /usr/src/app",
            "VOLUME /var/lib/data",
            "WORKDIR /root",
            "WORKDIR /");
  }

  @Test
  void fetchedUnchecked() {
    Checks.of(new AddWithoutChecksum())
        .finds("FROM debian:12", "ADD «https://example.com/a» /a")
        .finds("FROM debian:12", "ADD «https://github.com/a/b.git#main» /a")
        .finds("FROM debian:12", "ADD «git@github.com:a/b.git» /a")
        .finds("FROM debian:12", "ARG V=1", "ADD «https://example.com/$V» /a")
        .passes(
            "FROM debian:12",
            "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a /a")
        .passes(
            "FROM debian:12",
            "ADD https://github.com/a/b.git#0123456789012345678901234567890123456789 /a")
        .passes("FROM debian:12", "ADD a /a");
  }

  @Test
  void writableByAll() {
    Checks.of(new WorldWritable())
        .finds("FROM debian:12", "RUN chmod -R «777» /srv")
        .finds("FROM debian:12", "RUN mkdir -m «0777» /srv && chmod «a+rwx» /x")
        .finds("FROM debian:12", "COPY --chmod=«666» a /a")
        .finds("FROM debian:12", "RUN chmod «ugo=rw» a")
        .mends("FROM a\nRUN chmod 777 /x\n", "FROM a\nRUN chmod 775 /x\n")
        .passes(
            "FROM debian:12",
            "RUN chmod 1777 /tmp && chmod 775 /a && chmod +w /b && chmod g+w /c && chmod a+rw,+t /d && chmod o-w /e")
        .passes("FROM debian:12", "RUN echo chmod 777", "COPY --chmod=755 a /a");
  }

  @Test
  void filesOfRootChangedByOthers() {
    Checks.of(new RootOwnedCopy())
        .finds("FROM debian:12", "USER app", "COPY run.sh /run.sh", "RUN chmod +x «/run.sh»")
        .finds(
            "FROM debian:12",
            "WORKDIR /srv",
            "COPY run.sh .",
            "USER 1000",
            "RUN true && chown app «run.sh»")
        .mends(
            "FROM a\nUSER app\nCOPY r /r\nRUN chmod +x /r\n",
            "FROM a\nUSER app\nCOPY --chown=app r /r\nRUN chmod +x /r\n")
        .passes("FROM debian:12", "COPY run.sh /run.sh", "RUN chmod +x /run.sh", "USER app")
        .passes(
            "FROM debian:12", "USER app", "COPY --chown=app run.sh /run.sh", "RUN chmod +x /run.sh")
        .passes("FROM debian:12", "USER root", "COPY a /a", "RUN chmod +x /a")
        .passes("FROM debian:12", "ARG U", "USER $U", "COPY a /a", "RUN chmod +x /a")
        .passes("FROM debian:12", "USER app", "COPY a /a", "RUN sudo chmod +x /a && chmod +x /b");
  }
}
