package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.bases.places.YamlTree.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The places of Kubernetes resources: the containers, init and ephemeral containers and image
 * volumes of every pod in them (Kubernetes API, PodSpec), of resources with pods inside whatever
 * their kind, and the paths that the settings give for others.
 *
 * <p>A pod's specification is told by its shape, a sequence {@code containers}: so Deployments,
 * CronJobs, Argo's Rollouts and Workflows, Knative's Services and lists of them need no table.
 */
final class KubernetesPlaces extends YamlPlaces {
  private static final String[] CONTAINERS = {
    "containers", "initContainers", "ephemeralContainers", "sidecars"
  };

  /** What Argo's Workflows and Tekton's Tasks have one of. */
  private static final String[] SINGLE = {"container", "script"};

  private static final int MOST_PATHS = 1_000;

  private final Map<String, List<String>> paths;

  /**
   * @param paths of further resources, by their kind, such as {@code spec.image} or {@code
   *     spec.nodes[].image}
   */
  KubernetesPlaces(Map<String, List<String>> paths) {
    this.paths = paths;
  }

  @Override
  void document(Node root, Places.Collector places) {
    if (root instanceof Mapping resource) {
      resource(resource, places);
    }
  }

  private void resource(Mapping resource, Places.Collector places) {
    String kind = resource.text("kind");
    if (kind.isEmpty() || resource.text("apiVersion").isEmpty()) {
      return;
    }
    if (kind.endsWith("List")) {
      for (Node item : resource.items("items")) {
        if (item instanceof Mapping inner && !inner.text("kind").endsWith("List")) {
          resource(inner, places);
        }
      }
      return;
    }
    String name = resource.mapping("metadata").text("name");
    String where = name.isEmpty() ? kind : kind + " " + name;
    walk(where, resource, places);
    for (String path : paths.getOrDefault(kind, List.of())) {
      for (Scalar found : at(resource, path)) {
        places.add(Place.Kind.KUBERNETES, where + ", " + path, found);
      }
    }
  }

  private record Step(String where, Node node) {}

  /** Every node once, however often aliases repeat it. */
  private static void walk(String where, Mapping resource, Places.Collector places) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Step> open = new ArrayList<>();
    open.add(new Step(where, resource));
    while (!open.isEmpty()) {
      Step step = open.removeLast();
      if (!seen.add(step.node)) {
        continue;
      }
      if (step.node instanceof Mapping mapping) {
        pod(step.where, mapping, places);
        for (Node value : mapping.values) {
          open.add(new Step(where, value));
        }
      } else if (step.node instanceof Sequence sequence) {
        for (Node item : sequence.items) {
          open.add(new Step(where, item));
        }
      }
    }
  }

  private static void pod(String where, Mapping spec, Places.Collector places) {
    boolean pod = false;
    for (String name : CONTAINERS) {
      for (Node item : spec.items(name)) {
        if (item instanceof Mapping container) {
          pod |= container(where, name, container, places);
        }
      }
    }
    for (String name : SINGLE) {
      if (spec.get(name) instanceof Mapping container) {
        container(where, name, container, places);
      }
    }
    // A Task of Tekton runs its steps in a pod.
    for (Node item : spec.items("steps")) {
      if (item instanceof Mapping step && step.scalar("image") != null) {
        container(where, "steps", step, places);
      }
    }
    if (!pod) {
      return;
    }
    for (Node item : spec.items("volumes")) {
      if (item instanceof Mapping volume && volume.get("image") instanceof Mapping image) {
        places.add(
            Place.Kind.KUBERNETES,
            where + ", volume " + volume.text("name"),
            image.scalar("reference"));
      }
    }
  }

  private static boolean container(
      String where, String list, Mapping container, Places.Collector places) {
    Scalar image = container.scalar("image");
    if (image == null) {
      return false;
    }
    String name = container.text("name");
    places.add(
        Place.Kind.KUBERNETES, where + ", " + (name.isEmpty() ? list : "container " + name), image);
    return true;
  }

  /** The texts at a path of names divided by dots; {@code []} behind one takes each of a list. */
  static List<Scalar> at(Node root, String path) {
    List<Node> at = List.of(root);
    for (String part : path.split("\\.", -1)) {
      boolean each = part.endsWith("[]");
      String name = each ? part.substring(0, part.length() - 2) : part;
      List<Node> next = new ArrayList<>();
      for (Node node : at) {
        Node value = node instanceof Mapping mapping ? mapping.get(name) : null;
        if (value instanceof Sequence sequence && each) {
          next.addAll(sequence.items.subList(0, Math.min(MOST_PATHS, sequence.items.size())));
        } else if (value != null && !each) {
          next.add(value);
        }
      }
      at = next.size() > MOST_PATHS ? next.subList(0, MOST_PATHS) : next;
    }
    List<Scalar> found = new ArrayList<>();
    for (Node node : at) {
      if (node instanceof Scalar scalar) {
        found.add(scalar);
      }
    }
    return found;
  }
}
