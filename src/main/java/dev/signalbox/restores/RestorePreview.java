package dev.signalbox.restores;

import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a restore changes in the namespace of the installation.
 *
 * @param workloads workloads that are stopped, deleted and restored
 * @param claims volume claims that are deleted with their data and restored
 * @param kept objects that stay as they are although the snapshot or the cluster has them
 * @param created objects that exist only in the snapshot, as {@code kind/name}
 * @param others number of objects of other kinds in the snapshot; missing ones are created
 */
record RestorePreview(
    RestoreMode mode,
    SnapshotContents contents,
    List<InstallationWorkload> workloads,
    List<VolumeClaim> claims,
    List<Kept> kept,
    List<String> created,
    int others) {

  private static final String SIGNALBOX = "It belongs to Signalbox, which runs the restore.";

  /**
   * An object that stays as it is.
   *
   * @param reason full sentence
   * @param unexpected whether a user who replaces objects may not expect it
   */
  record Kept(String object, String reason, boolean unexpected) {}

  /**
   * The objects in the cluster.
   *
   * @param ownWorkloads whether a workload belongs to Signalbox
   * @param ownClaims names of the claims of Signalbox
   * @param services names of all services
   * @param saved names of the claims whose data is in the snapshot
   */
  record Cluster(
      String namespace,
      List<InstallationWorkload> workloads,
      List<VolumeClaim> claims,
      List<PodVolumes> pods,
      Set<String> services,
      Predicate<InstallationWorkload> ownWorkloads,
      Set<String> ownClaims,
      Set<String> saved) {}

  static RestorePreview of(RestoreMode mode, SnapshotContents contents, Cluster cluster) {
    List<InstallationWorkload> workloads = new ArrayList<>();
    List<VolumeClaim> claims = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    for (InstallationWorkload workload : cluster.workloads()) {
      boolean own = cluster.ownWorkloads().test(workload);
      boolean saved =
          contents.contains(kind(workload.kind()), cluster.namespace(), workload.name());
      if (mode == RestoreMode.REPLACE && saved && !own) {
        workloads.add(workload);
      } else if (contents.isKnown()) {
        kept.add(
            new Kept(
                workload.reference(),
                own ? SIGNALBOX : saved ? "It exists." : "The snapshot doesn't contain it.",
                false));
      }
    }
    for (VolumeClaim claim : cluster.claims()) {
      String reason = reasonToKeep(claim, mode, contents, cluster, workloads);
      if (reason.isEmpty()) {
        claims.add(claim);
      } else if (contents.isKnown()) {
        kept.add(
            new Kept(
                VolumeClaim.reference(claim.name()),
                reason,
                mode == RestoreMode.REPLACE && !reason.equals(SIGNALBOX)));
      }
    }
    List<String> created = created(contents, cluster);
    return new RestorePreview(
        mode,
        contents,
        List.copyOf(workloads),
        List.copyOf(claims),
        List.copyOf(kept),
        created,
        others(contents, cluster.namespace()));
  }

  private static String reasonToKeep(
      VolumeClaim claim,
      RestoreMode mode,
      SnapshotContents contents,
      Cluster cluster,
      List<InstallationWorkload> stopped) {
    if (cluster.ownClaims().contains(claim.name())) {
      return SIGNALBOX;
    }
    if (!contents.contains(SnapshotContents.CLAIM, cluster.namespace(), claim.name())) {
      return "The snapshot doesn't contain it.";
    }
    if (mode == RestoreMode.MERGE) {
      return "It exists. Its data stays as it is.";
    }
    if (!cluster.saved().contains(claim.name())) {
      return "The snapshot contains the claim, but not its data.";
    }
    return cluster.pods().stream()
        .filter(pod -> pod.volumes().stream().anyMatch(one -> one.claim().equals(claim.name())))
        .filter(pod -> stopped.stream().noneMatch(one -> one.owns(pod)))
        .map(pod -> "The pod " + pod.metadata().name() + " uses it and is not stopped.")
        .findFirst()
        .orElse("");
  }

  private static List<String> created(SnapshotContents contents, Cluster cluster) {
    Stream<String> workloads =
        Stream.of(InstallationWorkload.Kind.values())
            .flatMap(
                kind ->
                    contents.names(kind(kind), cluster.namespace()).stream()
                        .filter(
                            name ->
                                cluster.workloads().stream()
                                    .noneMatch(
                                        one -> one.kind() == kind && one.name().equals(name)))
                        .map(name -> InstallationWorkload.reference(kind, name)));
    Stream<String> claims =
        contents.names(SnapshotContents.CLAIM, cluster.namespace()).stream()
            .filter(name -> cluster.claims().stream().noneMatch(one -> one.name().equals(name)))
            .map(VolumeClaim::reference);
    Stream<String> services =
        contents.names(SnapshotContents.SERVICE, cluster.namespace()).stream()
            .filter(name -> !cluster.services().contains(name))
            .map("service/"::concat);
    return Stream.of(workloads, claims, services).flatMap(names -> names).sorted().toList();
  }

  private static int others(SnapshotContents contents, String namespace) {
    long compared =
        Stream.concat(
                Stream.of(InstallationWorkload.Kind.values()).map(RestorePreview::kind),
                Stream.of(SnapshotContents.CLAIM, SnapshotContents.SERVICE))
            .mapToLong(kind -> contents.names(kind, namespace).size())
            .sum();
    return (int) Math.max(0, contents.size() - compared);
  }

  static String kind(InstallationWorkload.Kind kind) {
    return kind.resource().apiVersion() + "/" + kind.resource().kind();
  }

  /** Returns whether objects are deleted. */
  boolean deletes() {
    return !workloads.isEmpty() || !claims.isEmpty();
  }

  /** Returns a digest of what is deleted, to notice that it has changed since it was shown. */
  String digest() {
    String text =
        mode
            + "\n"
            + Stream.concat(
                    workloads.stream().map(one -> one.metadata().uid()),
                    claims.stream().map(one -> one.metadata().uid()))
                .sorted()
                .collect(Collectors.joining("\n"));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
