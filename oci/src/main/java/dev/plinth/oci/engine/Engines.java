package dev.plinth.oci.engine;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for images in the engines that run. */
public final class Engines {
  private Engines() {}

  /**
   * What came of looking for an image.
   *
   * @param image null when no engine has it
   * @param looked where it was looked for in vain and why it was not found there, such as {@code
   *     /var/run/docker.sock: not there}
   */
  public record Search(@Nullable EngineImage image, List<String> looked) {}

  /**
   * The image of that name or ID in the engines that the environment leads to.
   *
   * @param kind whose engines are asked first
   * @throws PlinthException when none has it; of an engine that refuses or fails, what it says
   */
  public static EngineImage image(String name, EngineKind kind, Map<String, String> environment) {
    Asking asking = new Asking(name);
    EngineImage image = asking.all(EngineAddresses.of(kind, environment));
    if (image != null) {
      return image;
    }
    if (asking.failure != null) {
      throw asking.failure;
    }
    throw asking.answered
        ? EngineErrors.unknownImage(name, asking.looked)
        : EngineErrors.notRunning(name, asking.looked);
  }

  /**
   * The same for a name that may as well be a registry's: engines that are not there, refuse or
   * fail are passed over, and what they say is told.
   */
  public static Search search(String name, Map<String, String> environment) {
    Asking asking = new Asking(name);
    EngineImage image = asking.all(EngineAddresses.of(EngineKind.DOCKER, environment));
    return new Search(image, List.copyOf(asking.looked));
  }

  /** One search. */
  private static final class Asking {
    private final String name;
    private final boolean unqualified;
    private final List<String> looked = new ArrayList<>();
    private boolean answered;
    private @Nullable PlinthException failure;

    Asking(String name) {
      this.name = name;
      this.unqualified = unqualified(name);
    }

    /** One engine that fails is no reason not to ask the others. */
    @Nullable EngineImage all(EngineAddresses addresses) {
      for (EngineAddress address : addresses.addresses()) {
        try {
          EngineImage image = one(address);
          if (image != null) {
            return image;
          }
        } catch (PlinthException e) {
          failure = failure == null ? e : failure;
          looked.add(address.label() + ": " + e.because());
        }
      }
      looked.addAll(addresses.unusable());
      return null;
    }

    private @Nullable EngineImage one(EngineAddress address) {
      EngineCalls calls = new EngineCalls(address);
      EngineCalls.Answer<InspectImage.Found> answer = calls.ask(new InspectImage(name));
      if (answer instanceof EngineCalls.Answer.NotRunning<InspectImage.Found>(String why)) {
        looked.add(address.label() + ": " + why);
        return null;
      }
      answered = true;
      String found = name;
      if (unqualified && isPodman(answer)) {
        // What Podman builds is called localhost/NAME, and it looks there first, too.
        EngineCalls.Answer<InspectImage.Found> local =
            calls.ask(new InspectImage("localhost/" + name));
        if (local instanceof EngineCalls.Answer.Found<InspectImage.Found>) {
          answer = local;
          found = "localhost/" + name;
        }
      }
      if (answer
          instanceof EngineCalls.Answer.Found<InspectImage.Found>(InspectImage.Found image)) {
        return new EngineImage(calls, address.label(), image.kind(), found, image.id());
      }
      looked.add(address.label() + ": has none of that name");
      return null;
    }

    private static boolean isPodman(EngineCalls.Answer<InspectImage.Found> answer) {
      if (answer
          instanceof EngineCalls.Answer.Found<InspectImage.Found>(InspectImage.Found image)) {
        return image.kind() == EngineKind.PODMAN;
      }
      return answer instanceof EngineCalls.Answer.Unknown<InspectImage.Found>(EngineKind kind)
          && kind == EngineKind.PODMAN;
    }

    /** True for a name without a registry. */
    private static boolean unqualified(String name) {
      if (isIdentifier(name)) {
        return false;
      }
      try {
        return Reference.parse(name).domain().equals("docker.io") && !name.contains("docker.io/");
      } catch (PlinthException e) {
        throw EngineErrors.name(name);
      }
    }

    /** An ID: 64 hexadecimal digits, whether its algorithm stands before it or not. */
    private static boolean isIdentifier(String name) {
      String hex = name.startsWith("sha256:") ? name.substring("sha256:".length()) : name;
      return hex.length() >= (hex.equals(name) ? 64 : 4)
          && hex.length() <= 64
          && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
  }
}
