package dev.plinth.inventory.language;

import static dev.plinth.inventory.language.ExecutableFiles.concat;
import static dev.plinth.inventory.language.Zips.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class JavaArchiveCataloguerTest {
  private static final byte[] CLASS = ExecutableFiles.noise(1, 3000);

  /** In memory, checked to say the same as the stream in pieces of several sizes. */
  private static Reading read(String path, byte[] content) {
    Reading held = read(path, content, 64 << 10, 48 << 20);
    for (int piece : new int[] {1, 29, 1 << 20}) {
      Reading streamed = read(path, content, piece, 0);
      assertThat(streamed.packages).isEqualTo(held.packages);
      assertThat(streamed.problems).isEqualTo(held.problems);
    }
    return held;
  }

  private static Reading read(String path, byte[] content, int piece, long memory) {
    Reading reading = new Reading();
    MemoryBudget budget = new MemoryBudget(memory);
    Reading.push(
        JavaArchiveCataloguer.consumer(path, content.length, reading, budget), content, piece);
    assertThat(budget.left()).isEqualTo(memory);
    return reading;
  }

  @Test
  void ownPomProperties() {
    byte[] jar =
        zip()
            .manifest("Bundle-License: \"Apache-2.0\";link=x")
            .add("a/B.class", CLASS)
            .pom("org.x", "lib-a", "1.2")
            .bytes();
    Reading reading = read("app/lib-a-1.2.jar", jar);
    assertThat(reading.names()).containsExactly("maven/org.x/lib-a@1.2");
    assertThat(reading.problems).isEmpty();
    assertThat(reading.packages.get(0).licenses()).containsExactly("Apache-2.0");
    assertThat(reading.packages.get(0).details())
        .containsExactly(java.util.Map.entry("identified-by", "pom.properties"));
    assertThat(read("app/renamed.jar", jar).names()).containsExactly("maven/org.x/lib-a@1.2");
  }

  @Test
  void shadedCopies() throws Exception {
    byte[] jar =
        zip().pom("org.y", "shaded", "3").pom("org.x", "lib", "1.2").pom("z", "lib-b", "4").bytes();
    Reading reading = read("lib-1.2.jar", jar);
    assertThat(reading.names())
        .containsExactly("maven/org.x/lib@1.2", "maven/org.y/shaded@3", "maven/z/lib-b@4");
    assertThat(reading.packages.get(0).details()).doesNotContainKey("inner-path");
    assertThat(reading.packages.get(1).details())
        .containsEntry("shaded", "true")
        .containsEntry("inner-path", "META-INF/maven/org.y/shaded/pom.properties");
    byte[] other = zip().pom("org.y", "shaded", "3").bytes();
    Reading own = read("own-7.1.jar", other);
    assertThat(own.names()).containsExactly("maven/own@7.1", "maven/org.y/shaded@3");
    assertThat(own.packages.get(0).details())
        .containsEntry("identified-by", "file-name")
        .containsEntry(
            "sha1", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(other)));
  }

  @Test
  void manifestAndFileName() {
    assertThat(
            read(
                    "commons-lang3-3.12.0.jar",
                    zip()
                        .manifest("Bundle-SymbolicName: org.apache.comm", " ons.lang3;x:=y")
                        .bytes())
                .names())
        .containsExactly("maven/org.apache.commons/commons-lang3@3.12.0");
    assertThat(
            read(
                    "tool.jar",
                    zip()
                        .manifest(
                            "Implementation-Title: real-tool",
                            "Implementation-Version: 2.0",
                            "Implementation-Vendor-Id: com.acme",
                            "",
                            "Name: x/",
                            "Implementation-Title: other")
                        .bytes())
                .names())
        .containsExactly("maven/com.acme/real-tool@2.0");
    assertThat(read("plain-1.0-SNAPSHOT.jar", zip().add("x", "y").bytes()).names())
        .containsExactly("maven/plain@1.0-SNAPSHOT");
    assertThat(read("plain-1.0-test-sources.jar", zip().add("x", "y").bytes()).names())
        .containsExactly("maven/plain@1.0");
    Reading unknown = read("plain.jar", zip().add("x", "y").bytes());
    assertThat(unknown.packages).isEmpty();
    assertThat(unknown.problems).isEmpty();
  }

  private static java.util.List<String> named(String file, String... manifest) throws Exception {
    return read(file, zip().manifest(manifest).bytes()).names();
  }

  @Test
  void wellKnownLibrariesThatTellNoGroup() throws Exception {
    assertThat(
            named(
                "spring-web-5.3.17.jar",
                "Implementation-Title: spring-web",
                "Automatic-Module-Name: spring.web",
                "Implementation-Version: 5.3.17"))
        .containsExactly("maven/org.springframework/spring-web@5.3.17");
    assertThat(
            named(
                "spring-boot-2.6.1.jar",
                "Implementation-Title: Spring Boot",
                "Automatic-Module-Name: spring.boot"))
        .containsExactly("maven/org.springframework.boot/spring-boot@2.6.1");
    assertThat(
            named(
                "tomcat-embed-core-9.0.50.jar",
                "Bundle-SymbolicName: org.apache.tomcat-embed-core",
                "Bundle-Version: 9.0.50"))
        .containsExactly("maven/org.apache.tomcat.embed/tomcat-embed-core@9.0.50");
    assertThat(
            named(
                "catalina.jar",
                "Bundle-SymbolicName: org.apache.tomcat-catalina",
                "Implementation-Title: Apache Tomcat",
                "Implementation-Version: 9.0.50"))
        .containsExactly("maven/org.apache.tomcat/tomcat-catalina@9.0.50");
    assertThat(named("mysql-connector-java-8.0.20.jar", "Implementation-Vendor-Id: com.mysql"))
        .containsExactly("maven/mysql/mysql-connector-java@8.0.20");
    assertThat(named("spring-petclinic-1.0.jar")).containsExactly("maven/spring-petclinic@1.0");
  }

  @Test
  void jarsInJarsStoredAndDeflated() {
    byte[] inner = zip().pom("g", "inner", "1").add("C.class", CLASS).bytes();
    byte[] middle = zip().stored().add("lib/inner-1.jar", inner).pom("g", "middle", "2").bytes();
    byte[] war =
        zip()
            .add("WEB-INF/lib/middle-2.jar", middle)
            .add("WEB-INF/lib/inner-1.jar", inner)
            .pom("g", "web", "3")
            .bytes();
    Reading reading = read("opt/web-3.war", war);
    assertThat(reading.problems).isEmpty();
    assertThat(reading.packages)
        .extracting(fact -> fact.name() + " " + fact.details().getOrDefault("inner-path", "-"))
        .containsExactly(
            "inner WEB-INF/lib/middle-2.jar!/lib/inner-1.jar",
            "middle WEB-INF/lib/middle-2.jar",
            "inner WEB-INF/lib/inner-1.jar",
            "web -");
  }

  @Test
  void scriptBeforeAnExecutableJar() {
    byte[] jar =
        zip()
            .stored()
            .add("BOOT-INF/lib/a-1.jar", zip().pom("g", "a", "1").bytes())
            .pom("g", "boot", "1")
            .bytes();
    byte[] script = "#!/bin/bash\necho PK start\nexit 0\n".getBytes(UTF_8);
    Reading reading = read("boot-1.jar", concat(script, jar));
    assertThat(reading.names()).containsExactly("maven/g/a@1", "maven/g/boot@1");
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void depthIsLimited() {
    byte[] jar = zip().pom("g", "deep", "1").bytes();
    for (int i = 0; i < 9; i++) {
      jar = zip().add("in.jar", jar).pom("g", "level" + i, "1").bytes();
    }
    Reading reading = read("out.jar", jar);
    assertThat(reading.names()).hasSize(9).doesNotContain("maven/g/deep@1");
    assertThat(reading.problems).hasSize(1);
    assertThat(reading.problems.get(0))
        .endsWith("it lies more than 8 archives deep and was not read");
  }

  @Test
  void aCutOffJarIsAProblemAndGivesWhatItHas() {
    byte[] jar = zip().pom("g", "a", "1").add("X.class", CLASS).bytes();
    Reading reading = read("a-1.jar", Arrays.copyOf(jar, 1000));
    assertThat(reading.names()).containsExactly("maven/g/a@1");
    assertThat(reading.problems).containsExactly("the archive: it is cut off");
  }

  @Test
  void whatIsNoZip() {
    assertThat(read("a-1.jar", "hello".getBytes(UTF_8)).problems)
        .containsExactly("the archive: it is no zip archive");
    assertThat(read("a-1.jar", "hello".getBytes(UTF_8)).packages).isEmpty();
    assertThat(read("a-1.par", "hello".getBytes(UTF_8)).problems).isEmpty();
    assertThat(read("a-1.jar", zip().bytes()).problems).isEmpty();
  }

  @Test
  void encryptedAndUnknownMethodsAndChecksums() {
    byte[] jar = zip().stored().pom("g", "a", "1").bytes();
    int central = find(jar, 0x02014B50);
    byte[] encrypted = jar.clone();
    encrypted[6] |= 1;
    encrypted[central + 8] |= 1;
    assertThat(read("a-1.jar", encrypted).problems)
        .containsExactly(
            "the archive: the member META-INF/maven/g/a/pom.properties was not read: it is"
                + " encrypted");
    byte[] method = jar.clone();
    method[8] = 12;
    method[central + 10] = 12;
    assertThat(read("a-1.jar", method).problems.get(0))
        .endsWith("its compression method 12 is unknown");
    byte[] damaged = jar.clone();
    damaged[find(jar, 0x6E654723)] ^= 1;
    assertThat(read("a-1.jar", damaged).problems.get(0)).endsWith("its checksum is wrong");
  }

  @Test
  void bombsEnd() {
    byte[] zeros = new byte[30 << 20];
    Zips zip = zip();
    for (int i = 0; i < 10; i++) {
      zip.add("x" + i + ".jar", zeros);
    }
    byte[] jar = zip.pom("g", "a", "1").bytes();
    for (long memory : new long[] {0, 48 << 20}) {
      Reading reading = read("a-1.jar", jar, 1 << 16, memory);
      assertThat(reading.problems)
          .contains(
              "the archive: it unpacks to far more than archives of its size do; the rest was not"
                  + " read");
    }
  }

  @Test
  void overlappingMembersAreRefused() {
    byte[] inner = zip().pom("g", "a", "1").bytes();
    byte[] jar = zip().stored().add("a.jar", inner).add("b.jar", inner).bytes();
    ByteBuffer numbers = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int first = numbers.getInt(jar.length - 6);
    int second = first + 46 + numbers.getShort(first + 28) + numbers.getShort(first + 30);
    byte[] forged = jar.clone();
    forged[second + 46] = 'a';
    for (int i = 0; i < 4; i++) {
      forged[second + 42 + i] = forged[first + 42 + i];
    }
    Reading reading = read("x-1.jar", forged, 1 << 16, 48 << 20);
    assertThat(reading.names()).containsExactly("maven/g/a@1", "maven/x@1");
    assertThat(reading.problems)
        .containsExactly("the archive: members overlap each other and were not read");
  }

  @Test
  void zip64() {
    byte[] pom = "groupId=g\nartifactId=a\nversion=1\n".getBytes(UTF_8);
    assertThat(read("a-1.jar", Zip64.archive("META-INF/maven/g/a/pom.properties", pom)).names())
        .containsExactly("maven/g/a@1");
  }

  @Test
  void memoryGoesBackWhenAReaderIsAbandoned() {
    MemoryBudget budget = new MemoryBudget(100);
    MemoryBudget.Reservation kept = budget.open();
    assertThat(budget.reserve(kept, 60)).isTrue();
    assertThat(budget.reserve(budget.open(), 50)).isFalse();
    budget.release(kept, 20);
    assertThat(budget.left()).isEqualTo(60);
    budget.releaseAll(kept);
    assertThat(budget.left()).isEqualTo(100);
  }

  @Test
  void whichFiles() {
    JavaArchiveCataloguer cataloguer = new JavaArchiveCataloguer();
    for (String name :
        "a.jar a.war a.EAR x/a.par a.sar a.kar a.jpi a.hpi a.nar a.lpkg".split(" ")) {
      assertThat(cataloguer.open(Reading.file(name, 1, 0644), new Reading())).isNotNull();
    }
    for (String name : "ajar a.zip a.jars .ja a.jar/b a".split(" ")) {
      assertThat(cataloguer.open(Reading.file(name, 1, 0644), new Reading())).isNull();
    }
  }

  static int find(byte[] bytes, int littleEndian) {
    for (int i = 0; i < bytes.length - 3; i++) {
      int value =
          (bytes[i] & 255)
              | (bytes[i + 1] & 255) << 8
              | (bytes[i + 2] & 255) << 16
              | bytes[i + 3] << 24;
      if (value == littleEndian) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
