package dev.signalbox.restores;

import dev.signalbox.remote.Observed;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationCaches.StorageCapacity;
import dev.signalbox.velero.installation.InstallationCaches.StorageClass;
import dev.signalbox.web.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks of the volumes that a restore creates.
 *
 * @param claims the claims as the snapshot contains them
 * @param unreadable names of claims whose manifest is missing
 * @param replaced claims in the cluster that are deleted first
 * @param savedClasses names of the storage classes in the snapshot, which Velero also creates
 */
record StorageChecks(
    List<VolumeClaim> claims,
    Set<String> unreadable,
    List<VolumeClaim> replaced,
    Set<String> savedClasses,
    Observed<List<StorageClass>> classes,
    Observed<List<StorageCapacity>> capacities) {

  static final String CLASSES = "Storage classes";
  static final String CAPACITY = "Free capacity";

  List<RestoreCheck> checks() {
    return List.of(classCheck(), capacityCheck());
  }

  private RestoreCheck classCheck() {
    // a claim without a class is bound to an existing volume
    Map<String, Set<String>> needed =
        claims.stream()
            .filter(claim -> !claim.storageClass().isEmpty())
            .collect(
                Collectors.groupingBy(
                    VolumeClaim::storageClass,
                    TreeMap::new,
                    Collectors.mapping(VolumeClaim::name, Collectors.toCollection(TreeSet::new))));
    if (!unreadable.isEmpty()) {
      return RestoreCheck.unknown(
          CLASSES,
          "The snapshot has no manifest of " + String.join(", ", unreadable) + ".",
          "Check that their storage classes exist.");
    }
    if (needed.isEmpty()) {
      return RestoreCheck.ok(CLASSES, "The restored volume claims name no storage class.");
    }
    return switch (classes) {
      case Observed.Unknown<List<StorageClass>> unknown ->
          RestoreCheck.unknown(
              CLASSES,
              "Whether the storage classes of the restored volumes exist is not known: %s."
                  .formatted(unknown.why()),
              "Check that these exist: " + String.join(", ", needed.keySet()) + ".");
      case Observed.Known<List<StorageClass>> known -> classCheck(needed, known.value());
    };
  }

  private RestoreCheck classCheck(Map<String, Set<String>> needed, List<StorageClass> existing) {
    Map<String, Set<String>> missing = new TreeMap<>(needed);
    existing.forEach(one -> missing.remove(one.name()));
    missing.keySet().removeAll(savedClasses);
    return missing.isEmpty()
        ? RestoreCheck.ok(
            CLASSES,
            "Those of the restored volumes exist, or are in the snapshot: %s."
                .formatted(String.join(", ", needed.keySet())))
        : RestoreCheck.warning(
            CLASSES,
            missing.entrySet().stream()
                .map(
                    one ->
                        "The cluster has no storage class "
                            + one.getKey()
                            + ", which "
                            + String.join(", ", one.getValue())
                            + (one.getValue().size() == 1 ? " needs." : " need."))
                .collect(Collectors.joining(" ")),
            "Create it, or have Velero replace it by another one (ConfigMap with the label"
                + " velero.io/change-storage-class). Otherwise the pods of these volumes stay"
                + " Pending.");
  }

  private RestoreCheck capacityCheck() {
    Map<String, List<Long>> needed = new TreeMap<>();
    for (VolumeClaim claim : claims) {
      long bytes = additional(claim);
      if (bytes > 0 && !claim.storageClass().isEmpty()) {
        needed.computeIfAbsent(claim.storageClass(), name -> new ArrayList<>()).add(bytes);
      }
    }
    if (needed.isEmpty() && unreadable.isEmpty()) {
      return RestoreCheck.ok(CAPACITY, "The volumes need no more than those that they replace.");
    }
    if (!unreadable.isEmpty()) {
      return RestoreCheck.unknown(
          CAPACITY,
          "The size of these claims is not known: " + String.join(", ", unreadable) + ".",
          "");
    }
    return switch (capacities) {
      case Observed.Unknown<List<StorageCapacity>> unknown -> notKnown(needed, unknown.why() + ".");
      case Observed.Known<List<StorageCapacity>> known -> capacityCheck(needed, known.value());
    };
  }

  private RestoreCheck capacityCheck(
      Map<String, List<Long>> needed, List<StorageCapacity> published) {
    List<String> problems = new ArrayList<>();
    Map<String, List<Long>> unpublished = new TreeMap<>();
    needed.forEach(
        (name, sizes) -> {
          List<StorageCapacity> free =
              published.stream()
                  .filter(one -> one.storageClass().equals(name) && one.free() != null)
                  .toList();
          if (free.isEmpty()) {
            unpublished.put(name, sizes);
          } else {
            addProblem(name, sizes, free, problems);
          }
        });
    if (!problems.isEmpty()) {
      return RestoreCheck.warning(
          CAPACITY,
          String.join(" ", problems),
          "Free or add capacity. Otherwise the pods of these volumes stay Pending.");
    }
    return unpublished.isEmpty()
        ? RestoreCheck.ok(CAPACITY, "Enough for the new volumes: " + describe(needed) + ".")
        : notKnown(unpublished, "the storage drivers publish none (CSIStorageCapacity).");
  }

  private static void addProblem(
      String name, List<Long> sizes, List<StorageCapacity> published, List<String> problems) {
    long total = sum(sizes);
    long free =
        published.stream()
            .map(StorageCapacity::free)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum();
    long largest =
        published.stream()
            .map(StorageCapacity::largest)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .max()
            .orElse(Long.MAX_VALUE);
    long largestNeeded = sizes.stream().mapToLong(Long::longValue).max().orElse(0);
    if (total > free) {
      problems.add(
          "The storage class %s has %s free, but the new volumes need %s."
              .formatted(name, ByteSize.of(free), ByteSize.of(total)));
    } else if (largestNeeded > largest) {
      problems.add(
          "The largest volume that fits into the storage class %s has %s, but one needs %s."
              .formatted(name, ByteSize.of(largest), ByteSize.of(largestNeeded)));
    }
  }

  private static RestoreCheck notKnown(Map<String, List<Long>> needed, String why) {
    return RestoreCheck.unknown(
        CAPACITY,
        "The free capacity is not known: " + why,
        "Check that there is enough for the new volumes: " + describe(needed) + ".");
  }

  private static String describe(Map<String, List<Long>> needed) {
    return needed.entrySet().stream()
        .map(one -> ByteSize.of(sum(one.getValue())) + " of " + one.getKey())
        .collect(Collectors.joining(", "));
  }

  private static long sum(List<Long> sizes) {
    return sizes.stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the bytes that a claim needs in addition to the volume that it replaces. */
  private long additional(VolumeClaim claim) {
    long size = Objects.requireNonNullElse(claim.capacity(), 0L);
    long freed =
        replaced.stream()
            .filter(one -> one.name().equals(claim.name()))
            .filter(one -> one.storageClass().equals(claim.storageClass()))
            .filter(one -> !isRetained(one.storageClass()))
            .map(VolumeClaim::capacity)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum();
    return Math.max(0, size - freed);
  }

  private boolean isRetained(String storageClass) {
    return classes instanceof Observed.Known<List<StorageClass>> known
        && known.value().stream()
            .anyMatch(one -> one.name().equals(storageClass) && one.retainsVolumes());
  }
}
