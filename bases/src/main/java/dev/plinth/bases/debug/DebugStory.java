package dev.plinth.bases.debug;

import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.inspect.RunUser;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Kind;
import dev.plinth.inventory.profile.ImageProfile.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to look into a container of an image.
 *
 * @param shell the shell in it, by path with its leading slash; empty where there is none
 * @param shells all shells in it
 * @param tools the image to put beside it
 * @param toolsReason why that one, a clause
 * @param twin the image with a shell that its makers publish beside it; empty where none is known
 * @param twinOf what that is the twin of; empty where none is known
 * @param ways what can be done, the best first
 */
public record DebugStory(
    String shell,
    List<Program> shells,
    String tools,
    String toolsReason,
    String twin,
    String twinOf,
    List<Way> ways) {

  /** Keeps its own copies. */
  public DebugStory {
    shells = List.copyOf(shells);
    ways = List.copyOf(ways);
  }

  /**
   * What is to be looked into.
   *
   * @param pod its name, with a type before a slash where it is no pod; empty where nobody says
   * @param container its name; empty where nobody says
   * @param namespace empty for the current one
   */
  public record Place(String pod, String container, String namespace) {}

  /**
   * One way.
   *
   * @param id a stable word
   * @param title what it gets, without a final stop
   * @param commands lines for a POSIX shell, in order
   * @param notes what to know of them, sentences without a final stop
   */
  public record Way(String id, String title, List<String> commands, List<String> notes) {
    /** Keeps its own copies. */
    public Way {
      commands = List.copyOf(commands);
      notes = List.copyOf(notes);
    }
  }

  /**
   * The story of that image.
   *
   * @param image what it is called in command lines
   * @param settings the company's own bases, and its mirrors
   */
  public static DebugStory of(
      Inspection inspection, String image, Place place, BaseSettings settings) {
    return new Teller(inspection, image, place, settings).tell();
  }

  private static final class Teller {
    private final Inspection inspection;
    private final ImageProfile profile;
    private final String image;
    private final Place place;
    private final String pod;
    private final String container;
    private final String space;
    private final List<Program> shells;
    private final String shell;
    private final DebugImages.Tools tools;
    private final @Nullable Twin twin;

    Teller(Inspection inspection, String image, Place place, BaseSettings settings) {
      this.inspection = inspection;
      this.profile = inspection.profile();
      this.place = place;
      this.image = ShellWord.usable(image) ? ShellWord.of(image) : "IMAGE";
      this.pod = place.pod().isEmpty() ? "POD" : ShellWord.of(place.pod());
      this.container = place.container().isEmpty() ? "CONTAINER" : ShellWord.of(place.container());
      this.space = place.namespace().isEmpty() ? "" : "-n " + ShellWord.of(place.namespace()) + " ";
      this.shells = profile.of(Kind.SHELL);
      this.shell = shell();
      this.tools =
          DebugImages.beside(profile, inspection.inventory().distribution(), inspection.identity());
      this.twin =
          Twin.of(inspection.identity().name(), inspection.base(), inspection.others(), settings);
    }

    /** The one that is looked for first, by its path. */
    private String shell() {
      for (String name :
          new String[] {"bash", "sh", "ash", "pwsh.exe", "powershell.exe", "cmd.exe"}) {
        for (Program each : shells) {
          if (each.name().equals(name) && ShellWord.usable(each.path())) {
            return inspection.identity().windows() ? name : "/" + each.path();
          }
        }
      }
      return !shells.isEmpty() && ShellWord.usable(shells.getFirst().path())
          ? "/" + shells.getFirst().path()
          : "";
    }

    DebugStory tell() {
      List<Way> ways = new ArrayList<>();
      if (!shell.isEmpty()) {
        ways.add(inside());
      }
      if (!inspection.identity().windows()) {
        ways.add(beside());
        ways.add(restricted());
        ways.add(docker());
      }
      ways.add(copy());
      if (twin != null) {
        ways.add(twin(twin));
      }
      ways.add(files());
      List<String> ports = ports();
      if (!ports.isEmpty()) {
        ways.add(forward(ports));
      }
      ways.add(look());
      return new DebugStory(
          shell,
          shells,
          tools.image(),
          tools.why(),
          twin == null ? "" : twin.image(),
          twin == null ? "" : twin.of(),
          ways);
    }

    private Way inside() {
      String word = ShellWord.of(shell);
      List<String> notes = new ArrayList<>();
      if (!inspection.user().root() && !inspection.identity().windows()) {
        notes.add(
            "it runs as the container's own user, "
                + shown(inspection.user())
                + "; docker exec takes -u 0 for root, kubectl exec has no such option");
      }
      return new Way(
          "shell-inside",
          "a shell of the image itself",
          List.of(
              "kubectl " + space + "exec -it " + pod + " -c " + container + " -- " + word,
              "docker exec -it " + container + " " + word),
          notes);
    }

    private static String shown(RunUser user) {
      return user.number() < 0
          ? user.name()
          : user.name().isEmpty() ? "" + user.number() : user.name() + " (" + user.number() + ")";
    }

    private String ephemeral(String more) {
      return "kubectl "
          + space
          + "debug -it "
          + pod
          + " --image="
          + tools.image()
          + " --target="
          + container
          + more
          + " -- "
          + tools.shell();
    }

    private Way beside() {
      List<String> notes = new ArrayList<>();
      notes.add(tools.image() + " has " + tools.why());
      notes.add(
          "--target shares the container's processes: its files lie under /proc/1/root, its"
              + " variables in /proc/1/environ");
      if (place.container().isEmpty()) {
        notes.add(
            "which containers there are: kubectl "
                + space
                + "get pod "
                + pod
                + " -o jsonpath='{.spec.containers[*].name}'");
      }
      notes.add("an ephemeral container stays in the pod's description until the pod goes");
      return new Way(
          "ephemeral-container",
          "an ephemeral container beside it",
          List.of(ephemeral(" --profile=general")),
          notes);
    }

    /** Where the cluster admits nothing that runs as root. */
    private Way restricted() {
      RunUser user = inspection.user();
      boolean known = user.number() > 0;
      String number = known ? "" + user.number() : "UID";
      String group = known && user.group() >= 0 ? ",\"runAsGroup\":" + user.group() : "";
      List<String> notes = new ArrayList<>();
      notes.add(
          known
              ? "user "
                  + number
                  + " is the image's own: another one may not read /proc/1/root without SYS_PTRACE"
              : user.root()
                  ? "the image runs as root, which such a namespace refuses, unless the pod names"
                      + " another user: put that one for UID"
                  : "the image has no number for the user "
                      + shown(user)
                      + ": put the container's for UID");
      notes.add("--custom is there from kubectl 1.31 on");
      return new Way(
          "ephemeral-container-restricted",
          "the same where the namespace enforces the restricted Pod Security Standard",
          List.of(
              "echo '{\"securityContext\":{\"runAsUser\":" + number + group + "}}' > debug.json",
              ephemeral(" --profile=restricted --custom=debug.json")),
          notes);
    }

    private Way docker() {
      return new Way(
          "docker-beside",
          "the same with Docker or Podman",
          List.of(
              "docker run --rm -it --pid=container:"
                  + container
                  + " --network=container:"
                  + container
                  + " --volumes-from "
                  + container
                  + " --cap-add=SYS_PTRACE "
                  + tools.image()
                  + " "
                  + tools.shell()),
          List.of(
              "on the host itself the network alone: sudo nsenter -n -t \"$(docker inspect -f"
                  + " '{{.State.Pid}}' "
                  + container
                  + ")\" ss -tlnp"));
    }

    private Way copy() {
      String name = pod.equals("POD") ? "POD" : ShellWord.of(copyName(place.pod()));
      String line =
          "kubectl "
              + space
              + "debug -it "
              + pod
              + " --copy-to="
              + name
              + (name.equals("POD") ? "-debug" : "")
              + (inspection.identity().windows() ? "" : " --share-processes")
              + " --image="
              + tools.image()
              + " -- "
              + tools.shell();
      return new Way(
          "copied-pod",
          "a copy of the pod with a container more, where the pod crashes or must not be touched",
          List.of(line),
          List.of("the copy has no labels, so no service sends it anything; delete it afterwards"));
    }

    private static String copyName(String pod) {
      return pod.substring(pod.indexOf('/') + 1) + "-debug";
    }

    private Way twin(Twin known) {
      boolean own = known.of().equals(inspection.identity().name());
      List<String> commands = new ArrayList<>();
      commands.add(
          "docker run --rm -it --entrypoint=" + known.shell() + " " + ShellWord.of(known.image()));
      if (own) {
        commands.add(
            "kubectl "
                + space
                + "debug -it "
                + pod
                + " --copy-to="
                + (pod.equals("POD") ? "POD-debug" : ShellWord.of(copyName(place.pod())))
                + " --container="
                + container
                + " --set-image="
                + container
                + "="
                + ShellWord.of(known.image())
                + " -- "
                + known.shell());
      }
      return new Way(
          "debug-twin",
          own ? "the image's own twin with a shell" : "the base's twin with a shell",
          commands,
          own
              ? List.of()
              : List.of(
                  "for the whole program with a shell, build it with FROM "
                      + known.image()
                      + " instead of "
                      + known.of()));
    }

    private Way files() {
      boolean tar = profile.has("tar");
      List<String> commands = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      if (tar) {
        commands.add("kubectl " + space + "cp -c " + container + " " + pod + ":PATH ./copy");
        notes.add("tar is in the image, which kubectl cp needs");
      } else if (profile.whole()) {
        notes.add("kubectl cp needs tar in the image, and there is none");
        commands.add(
            "kubectl "
                + space
                + "exec "
                + pod
                + " -c DEBUGGER -- tar -C /proc/1/root -cf - PATH > copy.tar");
        notes.add(
            "DEBUGGER is the ephemeral container from above, which goes on running meanwhile");
      }
      commands.add("docker cp " + container + ":PATH ./copy");
      return new Way("files", "files out of the container", commands, notes);
    }

    private List<String> ports() {
      List<String> ports = new ArrayList<>();
      for (String port : inspection.settings().ports()) {
        int slash = port.indexOf('/');
        String number = slash < 0 ? port : port.substring(0, slash);
        boolean tcp = slash < 0 || port.substring(slash).equals("/tcp");
        boolean digits = !number.isEmpty() && number.length() <= 5;
        for (int i = 0; i < number.length() && digits; i++) {
          digits = number.charAt(i) >= '0' && number.charAt(i) <= '9';
        }
        if (tcp && digits && ports.size() < 10) {
          ports.add(number);
        }
      }
      return ports;
    }

    private Way forward(List<String> ports) {
      StringBuilder line = new StringBuilder("kubectl " + space + "port-forward " + pod);
      boolean low = false;
      for (String port : ports) {
        int number = Integer.parseInt(port);
        line.append(' ');
        if (number < 1024) {
          low = true;
          line.append(number + 8000).append(':');
        }
        line.append(number);
      }
      return new Way(
          "port-forward",
          "its ports on this machine",
          List.of(line.toString()),
          low
              ? List.of("ports below 1024 need root here, so they come out 8000 higher")
              : List.of());
    }

    private Way look() {
      List<String> commands = new ArrayList<>();
      commands.add("kubectl " + space + "logs " + pod + " -c " + container + " --previous");
      if (shell.isEmpty()) {
        commands.add("docker create --name=look " + image);
        commands.add("docker export look | tar -tvf -");
        commands.add("docker rm look");
      } else {
        commands.add("docker run --rm -it --entrypoint=" + ShellWord.of(shell) + " " + image);
      }
      return new Way("look", "without a running container", commands, List.of());
    }
  }
}
