package dev.signalbox.velero.coverage;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A PersistentVolumeClaim.
 *
 * @param bound whether it has a volume
 * @param capacity bytes of its volume or, while it has none, of its request; null if unknown
 */
public record VolumeClaim(
    ResourceMetadata metadata, String storageClass, boolean bound, @Nullable Long capacity) {

  /** The kind of the resource. */
  public static final ResourceKind KIND =
      ResourceKind.namespaced("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim");

  private static final Pattern QUANTITY =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(e\\d{1,2}|[KMGTPE]i|[kMGTPE])?");

  /** Reads a PersistentVolumeClaim ({@code v1}). */
  public static VolumeClaim read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new VolumeClaim(
        ResourceMetadata.read(json),
        json.text("spec", "storageClassName"),
        json.text("status", "phase").equals("Bound"),
        capacity(json));
  }

  private static @Nullable Long capacity(ResourceJson claim) {
    String actual = claim.text("status", "capacity", "storage");
    return bytes(
        actual.isEmpty() ? claim.text("spec", "resources", "requests", "storage") : actual);
  }

  /** Parses a quantity of Kubernetes, such as {@code 10Gi}; null if it is invalid. */
  public static @Nullable Long bytes(String quantity) {
    Matcher matcher = QUANTITY.matcher(quantity);
    if (!matcher.matches()) {
      return null;
    }
    String suffix = Objects.requireNonNullElse(matcher.group(2), "");
    BigDecimal factor;
    if (suffix.startsWith("e")) {
      factor = BigDecimal.TEN.pow(Integer.parseInt(suffix.substring(1)));
    } else {
      int power =
          suffix.isEmpty() ? 0 : "KMGTPE".indexOf(Character.toUpperCase(suffix.charAt(0))) + 1;
      factor = BigDecimal.valueOf(suffix.endsWith("i") ? 1024 : 1000).pow(power);
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(factor);
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? null : bytes.longValue();
  }

  /** Returns a claim as kubectl names it: {@code persistentvolumeclaim/data-postgresql-0}. */
  public static String reference(String name) {
    return "persistentvolumeclaim/" + name;
  }

  public String namespace() {
    return metadata.namespace();
  }

  public String name() {
    return metadata.name();
  }
}
