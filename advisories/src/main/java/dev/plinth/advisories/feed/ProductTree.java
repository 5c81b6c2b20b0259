package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSAF document's products: which package of which distribution a product id means.
 *
 * <p>A relationship's id means its component (told by a package URL of type rpm, else by the id
 * itself, of the form {@code name-epoch:version-release.arch} or {@code name}) on its platform
 * (told by a CPE). Between them a module may stand: {@code AppStream-9:nodejs:18:…} is one, by a
 * package URL of type rpmmod; {@code nodejs:18/nodejs} names it before a package that has no fix.
 *
 * <p>Ecosystems are named as OSV names Red Hat's, by the tail of the CPE, without the repository:
 * {@code Red Hat:enterprise_linux:9}, {@code Red Hat:rhel_eus:9.2}; what is no part of Red Hat's
 * Enterprise Linux is left out.
 */
final class ProductTree {
  private static final int MAX_PRODUCTS = 1_000_000;
  private static final int MAX_CHAIN = 8;

  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, Relationship> relationships = new HashMap<>();

  private record Product(String name, String cpe, String purl) {}

  private record Relationship(String component, String platform) {}

  /**
   * A package of a distribution.
   *
   * @param name with its module before it where it is of one: {@code nodejs:18::nodejs}
   * @param version with its epoch; empty where none is named
   * @param source whether it is a source package
   */
  record Component(String ecosystem, String name, String version, boolean source) {}

  /** Reads the tree at whose start the stream stands. */
  void read(JsonStream json, JsonToken first) throws IOException, BadRecordException {
    if (first != JsonToken.START_OBJECT) {
      throw new BadRecordException("its product_tree is no object");
    }
    json.members((member, value) -> {
      if (value != JsonToken.START_ARRAY) {
        json.skip();
      } else if (member.equals("branches")) {
        json.items(item -> branch(json, item));
      } else if (member.equals("full_product_names")) {
        json.items(item -> product(json.record(item)));
      } else if (member.equals("relationships")) {
        json.items(item -> relationship(json.record(item)));
      } else {
        json.skip();
      }
    });
  }

  private void branch(JsonStream json, JsonToken first) throws IOException, BadRecordException {
    if (first != JsonToken.START_OBJECT) {
      json.skip();
      return;
    }
    json.members((member, value) -> {
      if (member.equals("branches") && value == JsonToken.START_ARRAY) {
        json.items(item -> branch(json, item));
      } else if (member.equals("product")) {
        product(json.record(value));
      } else {
        json.skip();
      }
    });
  }

  private void product(Json product) throws BadRecordException {
    String id = product.text("product_id");
    Json helper = product.get("product_identification_helper");
    String cpe = helper == null ? null : helper.text("cpe");
    String purl = helper == null ? null : helper.text("purl");
    if (id != null) {
      bounded();
      String name = product.text("name");
      products.put(
          id,
          new Product(name == null ? "" : name, cpe == null ? "" : cpe, purl == null ? "" : purl));
    }
  }

  private void relationship(Json relationship) throws BadRecordException {
    Json full = relationship.get("full_product_name");
    String id = full == null ? null : full.text("product_id");
    String component = relationship.text("product_reference");
    String platform = relationship.text("relates_to_product_reference");
    if (id != null && component != null && platform != null) {
      bounded();
      relationships.put(id, new Relationship(component, platform));
    }
  }

  private void bounded() throws BadRecordException {
    if (products.size() + relationships.size() >= MAX_PRODUCTS) {
      throw new BadRecordException("it has more than " + MAX_PRODUCTS + " products");
    }
  }

  /** What an id means; null where it is no package of a distribution known here. */
  @Nullable Component component(String id) {
    Relationship relationship = relationships.get(id);
    if (relationship == null) {
      return null;
    }
    String module = "";
    String platform = relationship.platform();
    for (int i = 0; i < MAX_CHAIN; i++) {
      Relationship above = relationships.get(platform);
      if (above == null) {
        break;
      }
      String purl = purl(above.component());
      if (purl.startsWith("pkg:rpmmod/")) {
        module = stream(purl);
      }
      platform = above.platform();
    }
    Product product = products.get(platform);
    String ecosystem = product == null ? null : ecosystem(product.cpe());
    return ecosystem == null ? null : component(ecosystem, relationship.component(), module);
  }

  private String purl(String id) {
    Product product = products.get(id);
    return product == null ? "" : product.purl();
  }

  private @Nullable Component component(String ecosystem, String id, String module) {
    String purl = purl(id);
    String own = module;
    String rest = id;
    int slash = id.indexOf('/');
    if (slash > 0 && id.lastIndexOf(':', slash) > 0) {
      own = id.substring(0, slash);
      rest = id.substring(slash + 1);
    }
    if (purl.startsWith("pkg:rpm/")) {
      int query = purl.indexOf('?');
      String path = query < 0 ? purl : purl.substring(0, query);
      int at = path.indexOf('@');
      String name = decoded(path.substring(path.lastIndexOf('/') + 1, at < 0 ? path.length() : at));
      String version = at < 0 ? "" : decoded(path.substring(at + 1));
      String epoch = qualifier(purl, "epoch");
      String rpmmod = qualifier(purl, "rpmmod");
      own = own.isEmpty() && !rpmmod.isEmpty() ? firstTwo(rpmmod) : own;
      return new Component(
          ecosystem,
          named(own, name),
          version.isEmpty() || epoch.isEmpty() ? version : epoch + ":" + version,
          qualifier(purl, "arch").equals("src"));
    }
    return purl.isEmpty() ? byId(ecosystem, own, rest) : null;
  }

  /** {@code name-epoch:version-release.arch}, or a name alone. */
  private static @Nullable Component byId(String ecosystem, String module, String id) {
    int dot = id.lastIndexOf('.');
    int release = dot < 0 ? -1 : id.lastIndexOf('-', dot);
    int version = release < 0 ? -1 : id.lastIndexOf('-', release - 1);
    if (version > 0 && id.indexOf(':', version) > 0 && id.indexOf(':', version) < release) {
      return new Component(
          ecosystem,
          named(module, id.substring(0, version)),
          id.substring(version + 1, dot),
          id.endsWith(".src"));
    }
    boolean name = !id.isEmpty() && id.indexOf(':') < 0 && id.indexOf('/') < 0;
    return name ? new Component(ecosystem, named(module, id), "", true) : null;
  }

  private static String named(String module, String name) {
    return module.isEmpty() ? name : module + "::" + name;
  }

  private static String stream(String purl) {
    int query = purl.indexOf('?');
    String path = query < 0 ? purl : purl.substring(0, query);
    int at = path.indexOf('@');
    if (at < 0) {
      return "";
    }
    String version = decoded(path.substring(at + 1));
    int colon = version.indexOf(':');
    return decoded(path.substring(path.lastIndexOf('/') + 1, at))
        + ":"
        + (colon < 0 ? version : version.substring(0, colon));
  }

  private static String firstTwo(String label) {
    int first = label.indexOf(':');
    int second = first < 0 ? -1 : label.indexOf(':', first + 1);
    return second < 0 ? label : label.substring(0, second);
  }

  private static String qualifier(String purl, String key) {
    int query = purl.indexOf('?');
    if (query >= 0) {
      for (String part : purl.substring(query + 1).split("&", 30)) {
        if (part.startsWith(key + "=")) {
          return decoded(part.substring(key.length() + 1));
        }
      }
    }
    return "";
  }

  private static String decoded(String text) {
    try {
      // A plus sign is itself in a package URL.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** {@code cpe:/o:redhat:enterprise_linux:9::baseos}; null where it is none of these products. */
  private static @Nullable String ecosystem(String cpe) {
    String[] parts = cpe.split(":", 8);
    if (parts.length < 5 || !parts[2].equals("redhat")) {
      return null;
    }
    String version = parts[4];
    return switch (parts[3]) {
      case "enterprise_linux" -> {
        int dot = version.indexOf('.');
        yield version.isEmpty()
            ? null
            : "Red Hat:enterprise_linux:" + (dot < 0 ? version : version.substring(0, dot));
      }
      case "rhel_eus", "rhel_aus", "rhel_tus", "rhel_e4s", "rhel_els", "rhel_mission_critical" ->
          "Red Hat:" + parts[3] + ":" + version;
      default -> null;
    };
  }
}
