package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Cataloguers;
import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Kind;
import dev.plinth.inventory.profile.ImageProfile.Library;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.inventory.profile.ImageProfile.Share;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static LayerScript program(LayerScript layer, String path, int mode) {
    return owned(layer, path, mode, 0, Map.of());
  }

  private static LayerScript owned(
      LayerScript layer, String path, int mode, long user, Map<String, String> attributes) {
    byte[] content = "0123456789".getBytes(StandardCharsets.UTF_8);
    return layer.add(
        new TarEntry(path, EntryType.FILE, 10, mode, user, 42, 0, "", attributes, 0, 0), content);
  }

  private static ImageProfile profile(LayerScript... layers) {
    List<LayerFacts> facts = new ArrayList<>();
    for (LayerScript layer : layers) {
      facts.add(layer.read(Cataloguers.all()));
    }
    return ImageFolding.of(facts).profile();
  }

  private static List<String> programs(ImageProfile profile, Kind kind) {
    List<String> texts = new ArrayList<>();
    for (Program each : profile.of(kind)) {
      texts.add(
          each.name()
              + " "
              + each.path()
              + (each.provider().isEmpty() ? "" : " of " + each.provider()));
    }
    return texts;
  }

  @Test
  void debianIsGlibcWithTheVersionOfItsPackage() {
    LayerScript base =
        LayerScript.layer()
            .symlink("bin", "usr/bin")
            .file(
                "var/lib/dpkg/status",
                "Package: libc6\nStatus: install ok installed\nArchitecture: amd64\n"
                    + "Version: 2.36-9+deb12u9\n\n")
            .file("usr/lib/x86_64-linux-gnu/libc.so.6", "libc")
            .file("usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", "ld")
            .symlink(
                "usr/lib64/ld-linux-x86-64.so.2", "../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
    program(base, "usr/bin/dash", 0755);
    base.symlink("usr/bin/sh", "dash");
    program(base, "usr/bin/apt-get", 0755);
    program(base, "usr/bin/bash", 0644);
    ImageProfile profile = profile(base);
    assertThat(profile.libraries())
        .containsExactly(new Library("glibc", "2.36", "libc6 2.36-9+deb12u9"));
    assertThat(programs(profile, Kind.SHELL)).containsExactly("dash usr/bin/dash", "sh usr/bin/sh");
    assertThat(programs(profile, Kind.PACKAGE_MANAGER)).containsExactly("apt-get usr/bin/apt-get");
    assertThat(profile.loaders())
        .containsExactly(
            "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", "usr/lib64/ld-linux-x86-64.so.2");
  }

  @Test
  void aFileNameTellsAVersionWhereNoPackageDoes() {
    LayerScript layer =
        LayerScript.layer().file("lib/libc-2.31.so", "x").symlink("lib/libc.so.6", "libc-2.31.so");
    assertThat(profile(layer).libraries())
        .containsExactly(new Library("glibc", "2.31", "lib/libc-2.31.so"));
    assertThat(profile(LayerScript.layer().file("lib/libc.so.6", "x")).libraries())
        .containsExactly(new Library("glibc", "", "lib/libc.so.6"));
  }

  @Test
  void bothLibrariesAreTold() {
    LayerScript layer =
        LayerScript.layer()
            .file("lib/ld-musl-x86_64.so.1", "x")
            .file("usr/glibc-compat/lib/libc.so.6", "x");
    assertThat(profile(layer).libraries())
        .containsExactly(
            new Library("glibc", "", "usr/glibc-compat/lib/libc.so.6"),
            new Library("musl", "", "lib/ld-musl-x86_64.so.1"));
  }

  /** What gcompat brings to Alpine bears the name of glibc's loader, and is none. */
  @Test
  void aLoaderAloneIsNoGlibc() {
    LayerScript layer =
        LayerScript.layer()
            .file("lib/ld-musl-x86_64.so.1", "x")
            .file("lib/ld-linux-x86-64.so.2", "x");
    assertThat(profile(layer).linked("glibc")).isFalse();
  }

  @Test
  void nothingIsNothing() {
    ImageProfile profile = profile(program(LayerScript.layer(), "app", 0755));
    assertThat(profile.whole()).isTrue();
    assertThat(profile.libraries()).isEmpty();
    assertThat(profile.programs()).isEmpty();
    assertThat(profile.users()).isEmpty();
    assertThat(profile.shares()).containsExactly(new Share(10, 0, 0, 10, 1));
  }

  @Test
  void busyBoxIsSeenByWhateverNameItsFileHas() {
    LayerScript linked = program(LayerScript.layer(), "bin/busybox", 0755);
    linked.symlink("bin/sh", "/bin/busybox").symlink("usr/bin/wget", "../../bin/busybox");
    assertThat(programs(profile(linked), Kind.SHELL)).containsExactly("sh bin/sh of busybox");
    assertThat(programs(profile(linked), Kind.TOOL))
        .containsExactly("busybox bin/busybox", "wget usr/bin/wget of busybox");
    LayerScript hard = program(LayerScript.layer(), "busybox/[", 0755);
    hard.hardlink("busybox/busybox", "busybox/[").hardlink("busybox/sh", "busybox/[");
    ImageProfile profile = profile(hard);
    assertThat(programs(profile, Kind.SHELL)).containsExactly("sh busybox/sh of busybox");
    assertThat(profile.shares()).containsExactly(new Share(10, 0, 0, 10, 1));
  }

  @Test
  void whatIsRemovedOrHiddenDoesNotCount() {
    LayerScript base = program(LayerScript.layer(), "bin/bash", 0755);
    program(base, "usr/bin/gcc-12", 0755);
    program(base, "usr/bin/make", 0755);
    LayerScript above = LayerScript.layer().whiteout("bin/bash").file("usr/bin/make", "");
    ImageProfile profile = profile(base, above);
    assertThat(programs(profile, Kind.SHELL)).isEmpty();
    assertThat(programs(profile, Kind.COMPILER)).containsExactly("gcc usr/bin/gcc-12");
    assertThat(programs(profile, Kind.BUILD_TOOL)).isEmpty();
    assertThat(profile.shares())
        .containsExactly(new Share(30, 0, 0, 10, 1), new Share(0, 0, 0, 0, 1));
  }

  @Test
  void sharesTellPackagesRuntimesAndTheRest() {
    LayerScript layer =
        LayerScript.layer()
            .file(
                "var/lib/dpkg/status",
                "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n")
            .file("var/lib/dpkg/info/a.list", "/.\n/lib\n/lib/a.so\n");
    program(layer, "usr/lib/a.so", 0644);
    program(layer, "usr/local/bin/python3.12", 0755);
    program(layer, "usr/local/lib/python3.12/os.py", 0644);
    program(layer, "usr/local/lib/python3.12/site-packages/flask/app.py", 0644);
    program(layer, "app/main.py", 0644);
    Share share = profile(layer).shares().getFirst();
    assertThat(share.runtime()).isEqualTo(20);
    assertThat(share.other()).isEqualTo(20);
    assertThat(share.packaged()).isEqualTo(share.content() - 40);
    assertThat(share.files()).isEqualTo(7);
  }

  @Test
  void filesWithRightsOfTheirOwnAreNamed() {
    LayerScript layer = owned(LayerScript.layer(), "bin/su", 04755, 0, Map.of());
    owned(layer, "bin/ping", 0755, 0, Map.of("security.capability", "x"));
    owned(layer, "bin/wall", 02755, 7, Map.of());
    owned(layer, "bin/other", 0755, 7, Map.of("user.note", "x"));
    ImageProfile profile = profile(layer);
    assertThat(profile.specials()).isEqualTo(3);
    assertThat(profile.special())
        .containsExactly(
            new ImageProfile.SpecialFile("bin/ping", 0755, 0, 42, true),
            new ImageProfile.SpecialFile("bin/su", 04755, 0, 42, false),
            new ImageProfile.SpecialFile("bin/wall", 02755, 7, 42, false));
    assertThat(profile.special().get(1).setUser()).isTrue();
    assertThat(profile.special().get(2).setGroup()).isTrue();
  }

  @Test
  void accountsCertificatesAndZonesAreThere() {
    ImageProfile profile =
        profile(
            LayerScript.layer().file("etc/passwd", "old:x:7:7::/:/bin/sh\n"),
            LayerScript.layer()
                .file(
                    "etc/passwd",
                    "root:x:0:0:root:/root:/bin/bash\n+::::::\nbad\napp:x:10001:10002\n")
                .file("etc/group", "root:x:0:\napp:x:10002:a,b,c\n")
                .file("etc/ssl/certs/ca-certificates.crt", "PEM")
                .file("usr/share/zoneinfo/Europe/Berlin", "TZif")
                .file("usr/share/zoneinfo/UTC", "TZif"));
    assertThat(profile.users())
        .containsExactly(
            new Account("root", 0, 0, "/bin/bash"), new Account("app", 10001, 10002, ""));
    assertThat(profile.groups())
        .containsExactly(new Account("root", 0, 0, ""), new Account("app", 10002, 10002, ""));
    assertThat(profile.certificates()).containsExactly("etc/ssl/certs/ca-certificates.crt");
    assertThat(profile.zones()).isEqualTo(2);
  }

  @Test
  void namesOfVersionsAndTargetsAreTheirPrograms() {
    LayerScript layer = LayerScript.layer();
    for (String path :
        List.of(
            "usr/bin/x86_64-linux-gnu-g++-12",
            "usr/bin/python3.11",
            "usr/bin/perl5.36.0",
            "opt/go/bin/go",
            "usr/lib/systemd/systemd",
            "sbin/apk",
            "tini",
            "usr/share/bash",
            "xbin/zsh",
            "usr/bin/makeinfo")) {
      program(layer, path, 0755);
    }
    assertThat(profile(layer).programs())
        .extracting(Program::name)
        .containsExactlyInAnyOrder("apk", "tini", "systemd", "perl", "python3", "go", "g++");
  }

  @Test
  void itIsKeptAsItIs() throws Exception {
    LayerScript layer = owned(LayerScript.layer(), "bin/su", 04755, 5, Map.of());
    layer.file("etc/passwd", "app:x:4294967295:7::/:/x\n").file("lib/libc-2.31.so", "x");
    program(layer, "bin/busybox", 0755).symlink("bin/sh", "busybox");
    FoldedImage image = ImageFolding.of(List.of(layer.read(Cataloguers.all())));
    byte[] kept = InventoryCodec.write("key", 1, image);
    assertThat(InventoryCodec.read(kept, "key", 1)).isEqualTo(image);
  }
}
