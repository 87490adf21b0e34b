package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The errors that make a backup end as FailedValidation. */
final class BackupValidator {

  private static final List<String> NEW_FILTERS =
      List.of(
          "includedClusterScopedResources",
          "excludedClusterScopedResources",
          "includedNamespaceScopedResources",
          "excludedNamespaceScopedResources");
  private static final List<String> OLD_FILTERS =
      List.of("includedResources", "excludedResources", "includeClusterResources");

  private final VeleroServerState state;

  BackupValidator(VeleroServerState state) {
    this.state = state;
  }

  List<String> errors(JsonNode backup) {
    JsonNode spec = backup.path("spec");
    List<String> errors = new ArrayList<>();
    String name = spec.path("storageLocation").asString("");
    locationError(name).ifPresent(errors::add);
    if (spec.has("labelSelector") && spec.has("orLabelSelectors")) {
      errors.add(
          "encountered labelSelector as well as orLabelSelectors in backup spec, only one can be"
              + " specified");
    }
    if (NEW_FILTERS.stream().anyMatch(spec::has) && OLD_FILTERS.stream().anyMatch(spec::has)) {
      errors.add(
          "include-resources, exclude-resources and include-cluster-resources are old filter"
              + " parameters. They cannot be used with the new ones.");
    }
    Stream.of("includedNamespaces", "excludedNamespaces")
        .flatMap(field -> spec.path(field).valueStream())
        .map(one -> one.asString(""))
        .filter(one -> !one.matches("\\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?"))
        .forEach(one -> errors.add("Invalid included/excluded namespace lists: \"" + one + "\""));
    return errors;
  }

  private Optional<String> locationError(String name) {
    ObjectNode location = state.location(name).orElse(null);
    if (location == null) {
      return Optional.of(
          name.isEmpty()
              ? "an existing backup storage location wasn't specified at backup creation time and"
                  + " the default 'default' wasn't found"
              : "a BackupStorageLocation CRD with the name specified in the backup spec needs to"
                  + " be created before this backup can be executed. Error:"
                  + " backupstoragelocations.velero.io \"%s\" not found".formatted(name));
    }
    if (location.path("spec").path("accessMode").asString("").equals("ReadOnly")) {
      return Optional.of(
          "backup can't be created because backup storage location %s is currently in read-only"
                  .formatted(ObjectJson.name(location))
              + " mode");
    }
    if (VeleroServerState.phase(location).equals("Unavailable")
        && state.version().reportsFailures()) {
      return Optional.of(
          "backup can't be created because BackupStorageLocation %s is in Unavailable status."
              .formatted(ObjectJson.name(location)));
    }
    return Optional.empty();
  }
}
