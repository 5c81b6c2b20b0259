package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The forms that poms of Maven and lock files of Gradle have in the field. */
class MavenAndGradleFilesTest extends WrittenTree {
  @Test
  void gradle() {
    Trees.write(root, "buildscript-gradle.lockfile", "g:plugin:1.0=classpath\nempty=\n");
    assertThat(
            found(
                "gradle.lockfile",
                """
                # This is a Gradle generated file for dependency locking.
                org.a:a:1.0=compileClasspath,runtimeClasspath,testCompileClasspath
                org.b:b:2.0=testCompileClasspath,testRuntimeClasspath
                empty=annotationProcessor
                """))
        .containsExactly(
            "gradle.lockfile:2 pkg:maven/org.a/a@1.0",
            "gradle.lockfile:3 pkg:maven/org.b/b@2.0 (dev)",
            "buildscript-gradle.lockfile:1 pkg:maven/g/plugin@1.0 (dev)");
  }

  @Test
  void aPomOfAnotherReleaseInTheTreeHidesNothing() {
    String pom =
        "<project><groupId>g</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>";
    String needs =
        "<dependencies><dependency><groupId>g</groupId><artifactId>lib</artifactId>"
            + "<version>1.0</version></dependency><dependency><groupId>g</groupId>"
            + "<artifactId>ours</artifactId><version>${project.version}</version></dependency>"
            + "</dependencies>";
    Trees.write(root, "third-party/pom.xml", pom.formatted("lib", "2.0", ""));
    Trees.write(root, "ours/pom.xml", pom.formatted("ours", "3", ""));
    assertThat(found("app/pom.xml", pom.formatted("app", "3", needs)))
        .containsExactly("app/pom.xml:1 pkg:maven/g/lib@1.0");
  }

  @Test
  void mavenWithParentPropertiesAndManagement() {
    Trees.write(
        root,
        "pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <groupId>org.ours</groupId><artifactId>parent</artifactId><version>1.0</version>
          <properties><log4j.version>2.14.1</log4j.version><loop>${loop}</loop></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId>
              <version>${log4j.version}</version></dependency>
            <dependency><groupId>junit</groupId><artifactId>junit</artifactId>
              <version>4.13</version><scope>test</scope></dependency>
          </dependencies></dependencyManagement>
        </project>
        """);
    assertThat(
            found(
                "app/pom.xml",
                """
                <project>
                  <parent><groupId>org.ours</groupId><artifactId>parent</artifactId>
                    <version>1.0</version></parent>
                  <artifactId>app</artifactId>
                  <properties><own>1.${minor}</own><minor>7</minor></properties>
                  <dependencies>
                    <dependency>
                      <groupId>org.apache.logging.log4j</groupId>
                      <artifactId>log4j-core</artifactId>
                    </dependency>
                    <dependency><groupId>junit</groupId><artifactId>junit</artifactId></dependency>
                    <dependency><groupId>g</groupId><artifactId>own</artifactId><version>${own}</version></dependency>
                    <dependency><groupId>${project.groupId}</groupId><artifactId>parent</artifactId><version>${project.version}</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>ranged</artifactId><version>[1,2)</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>exact</artifactId><version>[1.5]</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>loop</artifactId><version>${loop}</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>bom</artifactId></dependency>
                  </dependencies>
                </project>
                """))
        .containsExactly(
            "app/pom.xml:15 pkg:maven/g/exact@1.5",
            "app/pom.xml:11 pkg:maven/junit/junit@4.13 (dev)",
            "app/pom.xml:7 pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
            "app/pom.xml:12 pkg:maven/g/own@1.7");
    assertThat(problems())
        .containsExactly(
            "app/pom.xml: 3 dependencies have no version that this source tree tells: g:ranged,"
                + " g:loop, g:bom",
            "app/pom.xml: a pom.xml names direct dependencies only; what they bring is not known"
                + " here: scan the image or the archive that is built for that");
  }
}
