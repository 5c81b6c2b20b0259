package dev.plinth.bases.start;

import dev.plinth.inventory.source.LockFormatException;
import dev.plinth.inventory.source.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maven: {@code pom.xml} (maven.apache.org/pom.html), as far as it tells what is built. */
final class MavenBuild {
  private static final String SPRING = "spring-boot-maven-plugin";

  private MavenBuild() {}

  static JavaBuild of(Request request) {
    ProjectFiles files = request.files();
    XmlElement project = read(files);
    if (!project.children("modules").isEmpty()) {
      throw StartErrors.unsupported(
          "its pom.xml has several modules",
          "name the folder of the one that runs, where it builds by itself: plinth init DIR");
    }
    String packaging = project.text("packaging");
    if (!packaging.isEmpty() && !packaging.equals("jar")) {
      throw StartErrors.unsupported(
          "its pom.xml makes no jar that runs by itself", "write the Dockerfile by hand");
    }
    boolean wrapper = files.has("mvnw") && files.has(".mvn/wrapper/maven-wrapper.properties");
    String mvn = wrapper ? "sh mvnw" : "mvn";
    Set<String> artifacts = new HashSet<>();
    collect(project, artifacts);
    List<List<String>> copies = new ArrayList<>();
    copies.add(wrapper ? List.of("mvnw", "pom.xml", "./") : List.of("pom.xml", "./"));
    if (files.paths().stream().anyMatch(path -> path.startsWith(".mvn/"))) {
      copies.add(List.of(".mvn", ".mvn/"));
    }
    String build = mvn + " -B package -DskipTests \\\n    && ";
    List<String> command;
    boolean spring = artifacts.contains(SPRING) || artifacts.contains("spring-boot-starter-parent");
    boolean quarkus = artifacts.contains("quarkus-maven-plugin");
    int port = 0;
    if (quarkus) {
      build += "cp -r target/quarkus-app /out";
      command = List.of("java", JavaBuild.MEMORY, "-jar", "/app/quarkus-run.jar");
    } else if (spring
        || artifacts.contains("maven-shade-plugin")
        || artifacts.contains("maven-assembly-plugin")) {
      build += JavaBuild.takeJar("target");
      command = JavaBuild.RUN_JAR;
      boolean web =
          artifacts.contains("spring-boot-starter-web")
              || artifacts.contains("spring-boot-starter-webmvc")
              || artifacts.contains("spring-boot-starter-webflux");
      port = spring && web ? JavaBuild.springPort(files) : 0;
    } else {
      build +=
          mvn
              + " -B dependency:copy-dependencies -DincludeScope=runtime"
              + " -DoutputDirectory=/out/lib \\\n    && "
              + JavaBuild.takeJar("target");
      String stated = request.main().isEmpty() ? mainClass(project) : null;
      command = JavaBuild.runClass(stated == null ? JavaBuild.mainClass(request) : stated);
    }
    return new JavaBuild(
        "Maven",
        "pom.xml",
        wrapper,
        JavaBuild.release(version(project)),
        "maven:3-eclipse-temurin-{java}-{on}",
        "/root/.m2",
        copies,
        mvn + " -B dependency:go-offline",
        build,
        command,
        port,
        "Spring Boot listens on 8080 where its settings say nothing else.");
  }

  private static XmlElement read(ProjectFiles files) {
    try {
      byte[] bytes = files.bytes("pom.xml");
      XmlElement project = XmlElement.read(bytes == null ? new byte[0] : bytes);
      if (!project.name().equals("project")) {
        throw StartErrors.file("pom.xml", "it has no project");
      }
      return project;
    } catch (LockFormatException e) {
      throw StartErrors.file("pom.xml", String.valueOf(e.getMessage()));
    }
  }

  /** The names of all that the file mentions. */
  private static void collect(XmlElement at, Set<String> artifacts) {
    if (at.name().equals("artifactId")) {
      artifacts.add(at.text());
    }
    at.children().forEach(child -> collect(child, artifacts));
  }

  private static String version(XmlElement project) {
    XmlElement properties = project.child("properties");
    if (properties == null) {
      return "";
    }
    for (String name :
        List.of(
            "maven.compiler.release",
            "java.version",
            "maven.compiler.target",
            "maven.compiler.source")) {
      String value = properties.text(name);
      if (value.startsWith("${") && value.endsWith("}")) {
        value = properties.text(value.substring(2, value.length() - 1));
      }
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private static @Nullable String mainClass(XmlElement at) {
    boolean names =
        at.name().equals("mainClass")
            || at.name().equals("exec.mainClass")
            || at.name().equals("start-class");
    if (names && Names.isModule(at.text())) {
      return at.text();
    }
    for (XmlElement child : at.children()) {
      String found = mainClass(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
