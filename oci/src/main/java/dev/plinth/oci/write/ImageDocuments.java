package dev.plinth.oci.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.foundation.json.Json;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.image.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The JSON of configurations, manifests and indexes: OCI image-spec 1.1. */
final class ImageDocuments {
  /** The content of nothing. */
  static final byte[] EMPTY_BYTES = {'{', '}'};

  /** What describes it: image-spec manifest.md § Guidance for an Empty Descriptor. */
  static final Descriptor EMPTY =
      Descriptor.of(MediaTypes.OCI_EMPTY, Digests.sha256(EMPTY_BYTES), EMPTY_BYTES.length);

  private ImageDocuments() {}

  static byte[] config(ImageConfig config) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      JsonBytes.text(json, "created", config.created());
      JsonBytes.text(json, "author", config.author());
      members(json, config.platform());
      json.writeObjectFieldStart("config");
      JsonBytes.text(json, "User", config.user());
      set(json, "ExposedPorts", config.exposedPorts());
      JsonBytes.texts(json, "Env", config.env());
      JsonBytes.texts(json, "Entrypoint", config.entrypoint());
      JsonBytes.texts(json, "Cmd", config.cmd());
      set(json, "Volumes", config.volumes());
      JsonBytes.text(json, "WorkingDir", config.workingDir());
      JsonBytes.map(json, "Labels", config.labels());
      JsonBytes.text(json, "StopSignal", config.stopSignal());
      healthCheck(json, config.healthCheck());
      JsonBytes.texts(json, "OnBuild", config.onBuild());
      json.writeEndObject();
      json.writeObjectFieldStart("rootfs");
      json.writeStringField("type", "layers");
      json.writeArrayFieldStart("diff_ids");
      for (Digest diffId : config.diffIds()) {
        json.writeString(diffId.toString());
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeArrayFieldStart("history");
      for (HistoryEntry step : config.history()) {
        json.writeStartObject();
        JsonBytes.text(json, "created", step.created());
        JsonBytes.text(json, "created_by", step.createdBy());
        JsonBytes.text(json, "author", step.author());
        JsonBytes.text(json, "comment", step.comment());
        if (step.emptyLayer()) {
          json.writeBooleanField("empty_layer", true);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void healthCheck(JsonGenerator json, ImageConfig.@Nullable HealthCheck check)
      throws IOException {
    if (check == null) {
      return;
    }
    json.writeObjectFieldStart("Healthcheck");
    JsonBytes.texts(json, "Test", check.test());
    number(json, "Interval", check.interval());
    number(json, "Timeout", check.timeout());
    number(json, "StartPeriod", check.startPeriod());
    number(json, "Retries", check.retries());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, long value) throws IOException {
    if (value > 0) {
      json.writeNumberField(name, value);
    }
  }

  private static void set(JsonGenerator json, String name, List<String> keys) throws IOException {
    if (!keys.isEmpty()) {
      json.writeObjectFieldStart(name);
      for (String key : new TreeSet<>(keys)) {
        json.writeObjectFieldStart(key);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  private static void members(JsonGenerator json, Platform platform) throws IOException {
    json.writeStringField("architecture", platform.architecture());
    json.writeStringField("os", platform.os());
    JsonBytes.text(json, "os.version", platform.osVersion());
    JsonBytes.text(json, "variant", platform.variant());
  }

  static byte[] manifest(
      Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
    return manifest("", config, layers, annotations);
  }

  static byte[] artifact(
      String artifactType, List<Descriptor> layers, Map<String, String> annotations) {
    return manifest(artifactType, EMPTY, layers, annotations);
  }

  private static byte[] manifest(
      String artifactType,
      Descriptor config,
      List<Descriptor> layers,
      Map<String, String> annotations) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", MediaTypes.OCI_MANIFEST);
      JsonBytes.text(json, "artifactType", artifactType);
      json.writeFieldName("config");
      descriptor(json, config);
      json.writeArrayFieldStart("layers");
      for (Descriptor layer : layers) {
        descriptor(json, layer);
      }
      json.writeEndArray();
      JsonBytes.map(json, "annotations", annotations);
      json.writeEndObject();
    });
  }

  static byte[] index(List<Descriptor> manifests) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 2);
      json.writeStringField("mediaType", MediaTypes.OCI_INDEX);
      json.writeArrayFieldStart("manifests");
      for (Descriptor manifest : manifests) {
        descriptor(json, manifest);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  /**
   * An index with these entries.
   *
   * @param before whose other members are kept; null for none
   * @param others entries as they were written
   */
  static byte[] index(@Nullable Json before, List<Json> others, List<Descriptor> added) {
    if (before == null) {
      return index(added);
    }
    return JsonBytes.of(json -> {
      json.writeStartObject();
      if (before instanceof Json.Obj(Map<String, Json> members)) {
        for (Map.Entry<String, Json> member : members.entrySet()) {
          json.writeFieldName(member.getKey());
          if (member.getKey().equals("manifests")) {
            json.writeStartArray();
            for (Json other : others) {
              JsonBytes.tree(json, other);
            }
            for (Descriptor descriptor : added) {
              descriptor(json, descriptor);
            }
            json.writeEndArray();
          } else {
            JsonBytes.tree(json, member.getValue());
          }
        }
      }
      json.writeEndObject();
    });
  }

  static byte[] dockerManifest(List<DockerImage> images) {
    return JsonBytes.of(json -> {
      json.writeStartArray();
      for (DockerImage image : images) {
        json.writeStartObject();
        json.writeStringField("Config", image.config());
        json.writeArrayFieldStart("RepoTags");
        for (String tag : image.repoTags()) {
          json.writeString(tag);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Layers");
        for (String layer : image.layers()) {
          json.writeString(layer);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /** One image of a Docker archive's {@code manifest.json}. */
  record DockerImage(String config, List<String> repoTags, List<String> layers) {}

  static void descriptor(JsonGenerator json, Descriptor descriptor) throws IOException {
    json.writeStartObject();
    json.writeStringField("mediaType", descriptor.mediaType());
    json.writeStringField("digest", descriptor.digest().toString());
    json.writeNumberField("size", descriptor.size());
    Platform platform = descriptor.platform();
    if (platform != null) {
      json.writeObjectFieldStart("platform");
      members(json, platform);
      json.writeEndObject();
    }
    JsonBytes.map(json, "annotations", descriptor.annotations());
    json.writeEndObject();
  }
}
