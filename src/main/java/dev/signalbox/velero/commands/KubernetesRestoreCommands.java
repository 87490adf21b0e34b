package dev.signalbox.velero.commands;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesCalls.DeletionPolicy;
import dev.signalbox.kubernetes.client.KubernetesCalls.Preconditions;
import dev.signalbox.kubernetes.client.KubernetesObjects;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends the commands of restores to the API server: one request each. */
@Adapter
class KubernetesRestoreCommands implements RestoreCommands, InstallationCommands {

  private final KubernetesCalls calls;
  private final KubernetesObjects objects;
  private final ClusterConnection cluster;
  private final JsonMapper json;

  KubernetesRestoreCommands(
      KubernetesCalls calls,
      KubernetesObjects objects,
      ClusterConnection cluster,
      JsonMapper json) {
    this.calls = calls;
    this.objects = objects;
    this.cluster = cluster;
    this.json = json;
  }

  @Override
  public Optional<Restore> findRestore(String requestId) {
    return objects
        .list(
            KubernetesRequest.list(
                    "find the restore of the request",
                    VeleroResource.RESTORE.kind(),
                    cluster.veleroNamespace())
                .within(KubernetesRequest.DEFAULT_LIMIT),
            Map.of(SignalboxLabels.REQUEST_ID, requestId))
        .stream()
        .findFirst()
        .map(Restore::read);
  }

  @Override
  public Restore createRestore(JsonNode manifest) {
    return Restore.read(
        objects.create(
            KubernetesRequest.create(
                "create the restore", VeleroResource.RESTORE.kind(), cluster.veleroNamespace()),
            manifest));
  }

  @Override
  public List<InstallationWorkload> workloads() {
    return Arrays.stream(InstallationWorkload.Kind.values()).flatMap(this::workloads).toList();
  }

  private Stream<InstallationWorkload> workloads(InstallationWorkload.Kind kind) {
    return list(kind.resource()).map(object -> InstallationWorkload.read(kind, object));
  }

  @Override
  public List<VolumeClaim> claims() {
    return list(VolumeClaim.KIND).map(VolumeClaim::read).toList();
  }

  private Stream<JsonNode> list(ResourceKind kind) {
    return objects
        .list(
            KubernetesRequest.list(
                    "list the " + kind.qualifiedName() + " of the installation",
                    kind,
                    cluster.installationNamespace())
                .within(KubernetesRequest.DEFAULT_LIMIT),
            Map.of())
        .stream();
  }

  @Override
  public void scale(InstallationWorkload workload, int replicas) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("uid", workload.metadata().uid());
    patch.putObject("spec").put("replicas", replicas);
    ignoringAbsence(
        () ->
            calls.mergePatch(
                request(
                    "scale " + workload.reference() + " to " + replicas,
                    "patch",
                    workload.kind().resource(),
                    workload.metadata()),
                json.writeValueAsString(patch)));
  }

  @Override
  public void deleteWorkload(InstallationWorkload workload) {
    delete(
        "delete " + workload.reference(),
        workload.kind().resource(),
        workload.metadata(),
        DeletionPolicy.FOREGROUND);
  }

  @Override
  public void deleteClaim(VolumeClaim claim) {
    delete(
        "delete volume claim " + claim.name(),
        VolumeClaim.KIND,
        claim.metadata(),
        DeletionPolicy.BACKGROUND);
  }

  private void delete(
      String attempt, ResourceKind kind, ResourceMetadata object, DeletionPolicy policy) {
    ignoringAbsence(
        () ->
            calls.delete(
                request(attempt, "delete", kind, object), policy, Preconditions.uid(object.uid())));
  }

  private KubernetesRequest request(
      String attempt, String verb, ResourceKind kind, ResourceMetadata object) {
    return KubernetesRequest.of(
        attempt, verb, kind, cluster.installationNamespace(), object.name());
  }

  private static void ignoringAbsence(Runnable change) {
    try {
      change.run();
    } catch (NotFound e) {
      // it is gone already
    }
  }
}
