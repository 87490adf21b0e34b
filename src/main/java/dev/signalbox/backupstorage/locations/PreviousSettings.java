package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.CaCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The settings of a location before the last change, which an annotation of it contains. */
final class PreviousSettings {

  private PreviousSettings() {}

  /** Returns {@code spec} before the last change, or null. It contains no credentials. */
  static @Nullable JsonNode spec(StorageLocation location) {
    String text = location.metadata().annotation(SignalboxLabels.PREVIOUS_SPEC);
    if (text.isEmpty()) {
      return null;
    }
    try {
      JsonNode spec = JsonMapper.shared().readTree(text);
      return spec.isObject() && spec.path("objectStorage").isObject() ? spec : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Returns an earlier specification that doesn't change which location is the default one. */
  static JsonNode withDefaultOf(JsonNode previous, JsonNode current) {
    ObjectNode spec = (ObjectNode) previous.deepCopy();
    if (current.has("default")) {
      spec.set("default", current.get("default"));
    } else {
      spec.remove("default");
    }
    return spec;
  }

  /** Returns what a revert would change, one text for each setting. */
  static List<String> differences(StorageLocation location, JsonNode previousSpec) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set("spec", previousSpec);
    Map<String, String> before = values(StorageLocation.read(object));
    Map<String, String> now = values(location);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String old = before.getOrDefault(name, "");
      String current = now.getOrDefault(name, "");
      if (!old.equals(current)) {
        differences.add(
            name
                + ": "
                + (old.isEmpty() ? "none" : old)
                + ", now "
                + (current.isEmpty() ? "none" : current));
      }
    }
    return List.copyOf(differences);
  }

  /** Returns the settings by name; those that are not set are empty. */
  static Map<String, String> values(StorageLocation location) {
    Map<String, String> values = new TreeMap<>(location.config());
    values.put("bucket", location.bucket());
    values.put("prefix", location.prefix());
    values.put("access mode", location.readOnly() ? "ReadOnly" : "ReadWrite");
    values.put(
        "credentials",
        location.credentialName().isEmpty()
            ? ""
            : location.credentialName() + "/" + location.credentialKey());
    values.put("CA certificate", certificate(location));
    return values;
  }

  /** Two certificates differ in their digest. */
  private static String certificate(StorageLocation location) {
    if (!location.caCertificateSecret().isEmpty()) {
      return "Secret " + location.caCertificateSecret();
    }
    String certificate = location.caCertificate();
    return certificate.isEmpty() ? "" : "SHA-256 " + CaCertificate.digest(certificate);
  }
}
