package dev.signalbox.velero;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code spec} of a Backup or {@code spec.template} of a Schedule.
 *
 * @param labelSelectors combined by OR; empty means all objects
 * @param includeClusterResources null leaves the decision to Velero
 * @param snapshotVolumes null leaves the decision to Velero
 * @param fsBackupByDefault whether the files of all pod volumes are saved unless excluded: {@code
 *     defaultVolumesToFsBackup} or, up to Velero 1.9, {@code defaultVolumesToRestic}; null if the
 *     server's default applies
 * @param ttl null if the server's default of 720 hours applies
 */
public record BackupSpec(
    List<String> includedNamespaces,
    List<String> excludedNamespaces,
    List<String> includedResources,
    List<String> excludedResources,
    List<LabelSelector> labelSelectors,
    @Nullable Boolean includeClusterResources,
    @Nullable Boolean snapshotVolumes,
    @Nullable Boolean fsBackupByDefault,
    String storageLocation,
    @Nullable Duration ttl) {

  /** Velero's default of {@code ttl}. */
  public static final Duration DEFAULT_TTL = Duration.ofDays(30);

  static BackupSpec read(ResourceJson spec) {
    @Nullable Boolean fsBackup = spec.flag("defaultVolumesToFsBackup");
    return new BackupSpec(
        spec.texts("includedNamespaces"),
        spec.texts("excludedNamespaces"),
        resources(spec, "included"),
        resources(spec, "excluded"),
        selectors(spec),
        spec.flag("includeClusterResources"),
        spec.flag("snapshotVolumes"),
        fsBackup == null ? spec.flag("defaultVolumesToRestic") : fsBackup,
        spec.text("storageLocation"),
        spec.duration("ttl"));
  }

  /** Returns whether objects of the namespace are selected. No list or {@code *} means all. */
  public boolean coversNamespace(String namespace) {
    return (isAllNamespaces() || includedNamespaces.contains(namespace))
        && !excludedNamespaces.contains(namespace)
        && !excludedNamespaces.contains("*");
  }

  public boolean isAllNamespaces() {
    return includedNamespaces.isEmpty() || includedNamespaces.contains("*");
  }

  /** Returns the effective time to live; zero is treated as absent. */
  public Duration effectiveTtl() {
    return ttl == null || ttl.isZero() ? DEFAULT_TTL : ttl;
  }

  private static List<String> resources(ResourceJson spec, String prefix) {
    List<String> resources = new ArrayList<>(spec.texts(prefix + "Resources"));
    resources.addAll(spec.texts(prefix + "ClusterScopedResources"));
    resources.addAll(spec.texts(prefix + "NamespaceScopedResources"));
    return List.copyOf(resources);
  }

  private static List<LabelSelector> selectors(ResourceJson spec) {
    return Stream.concat(
            Stream.of(spec.at("labelSelector")), spec.items("orLabelSelectors").stream())
        .map(LabelSelector::read)
        .filter(selector -> !selector.isEmpty())
        .toList();
  }

  /**
   * A Kubernetes label selector.
   *
   * @param labels {@code matchLabels}
   * @param requirements {@code matchExpressions}
   */
  public record LabelSelector(Map<String, String> labels, List<Requirement> requirements) {

    /**
     * A requirement on the values of one label.
     *
     * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}
     */
    public record Requirement(String key, String operator, List<String> values) {

      boolean matches(Map<String, String> labels) {
        @Nullable String value = labels.get(key);
        return switch (operator) {
          case "Exists" -> value != null;
          case "DoesNotExist" -> value == null;
          case "NotIn" -> value == null || !values.contains(value);
          default -> value != null && values.contains(value);
        };
      }

      /** Returns the syntax of kubectl's {@code --selector}. */
      @Override
      public String toString() {
        String list = "(" + String.join(",", values) + ")";
        return switch (operator) {
          case "Exists" -> key;
          case "DoesNotExist" -> "!" + key;
          case "NotIn" -> key + " notin " + list;
          default -> key + " in " + list;
        };
      }
    }

    static LabelSelector read(ResourceJson selector) {
      return new LabelSelector(
          selector.textMap("matchLabels"),
          selector.items("matchExpressions").stream()
              .map(
                  expression ->
                      new Requirement(
                          expression.text("key"),
                          expression.text("operator"),
                          expression.texts("values")))
              .toList());
    }

    public boolean isEmpty() {
      return labels.isEmpty() && requirements.isEmpty();
    }

    /** Returns whether an object with these labels is selected. */
    public boolean matches(Map<String, String> objectLabels) {
      return labels.entrySet().stream()
              .allMatch(label -> label.getValue().equals(objectLabels.get(label.getKey())))
          && requirements.stream().allMatch(requirement -> requirement.matches(objectLabels));
    }

    /** Returns the syntax of kubectl's {@code --selector}. */
    @Override
    public String toString() {
      List<String> terms = new ArrayList<>();
      labels.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(label -> terms.add(label.getKey() + "=" + label.getValue()));
      requirements.forEach(requirement -> terms.add(requirement.toString()));
      return String.join(",", terms);
    }
  }
}
