package dev.plinth.inventory.language;

/**
 * The Maven groups of well-known libraries whose archives do not tell them: built by Gradle or Ant,
 * without Maven's descriptor, and with a manifest that states no group or one that misleads ({@code
 * Bundle-SymbolicName: org.apache.tomcat-embed-core} of {@code org.apache.tomcat.embed}). Only
 * names that no other library in wide use has; the coordinates are those of Maven Central.
 */
final class JavaKnownGroups {
  /** Pairs of the beginning of an artifact's name and its group; the first that fits counts. */
  private static final String[] PREFIXES = {
    "spring-boot", "org.springframework.boot",
    "spring-security-", "org.springframework.security",
    "spring-integration-", "org.springframework.integration",
    "spring-session-", "org.springframework.session",
    "spring-batch-", "org.springframework.batch",
    "spring-kafka", "org.springframework.kafka",
    "spring-rabbit", "org.springframework.amqp",
    "tomcat-embed-", "org.apache.tomcat.embed",
    "tomcat-", "org.apache.tomcat",
    "bcprov-", "org.bouncycastle",
    "bcpkix-", "org.bouncycastle",
    "bcutil-", "org.bouncycastle",
    "bcpg-", "org.bouncycastle",
    "bcmail-", "org.bouncycastle",
    "bctls-", "org.bouncycastle",
    "bc-fips", "org.bouncycastle",
    "kotlin-", "org.jetbrains.kotlin",
    "reactor-netty", "io.projectreactor.netty",
  };

  private JavaKnownGroups() {}

  /** The group of that artifact, empty when it is none of the well-known. */
  static String of(String artifact) {
    return switch (artifact) {
      case "spring-aop",
          "spring-aspects",
          "spring-beans",
          "spring-context",
          "spring-context-indexer",
          "spring-context-support",
          "spring-core",
          "spring-expression",
          "spring-instrument",
          "spring-jcl",
          "spring-jdbc",
          "spring-jms",
          "spring-messaging",
          "spring-orm",
          "spring-oxm",
          "spring-r2dbc",
          "spring-test",
          "spring-tx",
          "spring-web",
          "spring-webflux",
          "spring-webmvc",
          "spring-websocket" ->
          "org.springframework";
      case "spring-amqp" -> "org.springframework.amqp";
      case "spring-graphql" -> "org.springframework.graphql";
      case "h2" -> "com.h2database";
      case "kafka-clients" -> "org.apache.kafka";
      case "mysql-connector-java" -> "mysql";
      case "okhttp" -> "com.squareup.okhttp3";
      case "okio", "okio-jvm" -> "com.squareup.okio";
      case "postgresql" -> "org.postgresql";
      case "dom4j" -> "dom4j";
      case "xalan" -> "xalan";
      case "xercesImpl" -> "xerces";
      default -> byPrefix(artifact);
    };
  }

  private static String byPrefix(String artifact) {
    for (int i = 0; i < PREFIXES.length; i += 2) {
      if (artifact.startsWith(PREFIXES[i])) {
        return PREFIXES[i + 1];
      }
    }
    return "";
  }
}
