package dev.signalbox.velero.commands;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesCalls.DeletionPolicy;
import dev.signalbox.kubernetes.client.KubernetesCalls.Preconditions;
import dev.signalbox.kubernetes.client.KubernetesObjects;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Adapter;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.coverage.AnnotationFix;
import dev.signalbox.velero.request.BackupChanges;
import dev.signalbox.velero.request.KubectlCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends the commands to the API server: one request each. */
@Adapter
class KubernetesVeleroCommands implements BackupCommands, ScheduleCommands, AnnotationCommands {

  private static final ResourceKind PODS = ResourceKind.namespaced("", "v1", "pods", "Pod");
  private static final ResourceKind REPLICA_SETS =
      ResourceKind.namespaced("apps", "v1", "replicasets", "ReplicaSet");
  private static final List<ResourceKind> WORKLOADS =
      List.of(
          ResourceKind.namespaced("apps", "v1", "statefulsets", "StatefulSet"),
          ResourceKind.namespaced("apps", "v1", "deployments", "Deployment"),
          ResourceKind.namespaced("apps", "v1", "daemonsets", "DaemonSet"));

  private final KubernetesCalls calls;
  private final KubernetesObjects objects;
  private final ClusterConnection cluster;
  private final JsonMapper json;

  KubernetesVeleroCommands(
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
  public Optional<Backup> find(String name) {
    return get("read snapshot " + name, VeleroResource.BACKUP.kind(), velero(), name)
        .map(Backup::read);
  }

  @Override
  public Optional<Backup> findByRequest(String requestId) {
    return objects
        .list(
            KubernetesRequest.list(
                    "find the snapshot of the request", VeleroResource.BACKUP.kind(), velero())
                .within(KubernetesRequest.DEFAULT_LIMIT),
            Map.of(SignalboxLabels.REQUEST_ID, requestId))
        .stream()
        .findFirst()
        .map(Backup::read);
  }

  @Override
  public Backup create(JsonNode manifest) {
    return Backup.read(create("create the snapshot", VeleroResource.BACKUP.kind(), manifest));
  }

  @Override
  public void requestDeletion(Backup backup) {
    create(
        "request the deletion of snapshot " + backup.name(),
        VeleroResource.DELETE_BACKUP_REQUEST.kind(),
        BackupChanges.deletion(backup));
  }

  @Override
  public void setKept(Backup backup, boolean kept) {
    ObjectNode patch = BackupChanges.keep(kept);
    patch.withObject("/metadata").put("uid", backup.uid());
    calls.mergePatch(
        KubernetesRequest.of(
            (kept ? "keep snapshot " : "end keeping snapshot ") + backup.name(),
            "patch",
            VeleroResource.BACKUP.kind(),
            velero(),
            backup.name()),
        json.writeValueAsString(patch));
  }

  @Override
  public Optional<StoredSchedule> findSchedule(String name) {
    return get("read schedule " + name, VeleroResource.SCHEDULE.kind(), velero(), name)
        .map(object -> new StoredSchedule(BackupSchedule.read(object), object));
  }

  @Override
  public void createSchedule(JsonNode manifest) {
    ResourceJson given = ResourceJson.of(manifest);
    ObjectNode schedule = JsonNodeFactory.instance.objectNode();
    schedule.put("apiVersion", "velero.io/v1").put("kind", "Schedule");
    ObjectNode metadata = schedule.putObject("metadata");
    metadata.put("namespace", velero()).put("name", given.text("metadata", "name"));
    for (String field : List.of("labels", "annotations")) {
      if (given.at("metadata", field).isObject()) {
        metadata.set(field, given.at("metadata", field).node());
      }
    }
    schedule.set("spec", given.at("spec").node());
    create(
        "create schedule " + given.text("metadata", "name"),
        VeleroResource.SCHEDULE.kind(),
        schedule);
  }

  @Override
  public void patchSchedule(BackupSchedule schedule, JsonNode patch) {
    ObjectNode versioned = JsonNodeFactory.instance.objectNode();
    patch.properties().forEach(field -> versioned.set(field.getKey(), field.getValue()));
    versioned.withObject("/metadata").put("resourceVersion", schedule.metadata().resourceVersion());
    calls.mergePatch(
        KubernetesRequest.of(
            "change schedule " + schedule.name(),
            "patch",
            VeleroResource.SCHEDULE.kind(),
            velero(),
            schedule.name()),
        json.writeValueAsString(versioned));
  }

  @Override
  public void deleteSchedule(BackupSchedule schedule) {
    calls.delete(
        KubernetesRequest.of(
            "delete schedule " + schedule.name(),
            "delete",
            VeleroResource.SCHEDULE.kind(),
            velero(),
            schedule.name()),
        // a schedule may own its backups
        DeletionPolicy.ORPHAN,
        Preconditions.uid(schedule.metadata().uid()));
  }

  @Override
  public Optional<Workload> workload(AnnotationFix fix) {
    if (!fix.ownerKind().equals(REPLICA_SETS.kind())) {
      return supported(fix.ownerKind(), fix.ownerName());
    }
    return get("read the owner of pod " + fix.pod(), REPLICA_SETS, fix.namespace(), fix.ownerName())
        .flatMap(
            set ->
                ResourceJson.of(set).items("metadata", "ownerReferences").stream()
                    .filter(owner -> owner.isTrue("controller"))
                    .findFirst())
        .flatMap(owner -> supported(owner.text("kind"), owner.text("name")));
  }

  private static Optional<Workload> supported(String kind, String name) {
    return kindOf(kind).map(found -> new Workload(found.kind(), name));
  }

  private static Optional<ResourceKind> kindOf(String kind) {
    return WORKLOADS.stream().filter(one -> one.kind().equals(kind)).findFirst();
  }

  @Override
  public void annotatePod(AnnotationFix fix) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").putObject("annotations").put(fix.key(), fix.value());
    calls.mergePatch(
        KubernetesRequest.of(
            "annotate pod " + fix.pod(), "patch", PODS, fix.namespace(), fix.pod()),
        json.writeValueAsString(patch));
  }

  @Override
  public void annotateWorkload(Workload workload, AnnotationFix fix) {
    calls.mergePatch(
        KubernetesRequest.of(
            "annotate " + workload.reference(),
            "patch",
            kindOf(workload.kind()).orElseThrow(),
            fix.namespace(),
            workload.name()),
        json.writeValueAsString(KubectlCommands.templatePatch(fix)));
  }

  private String velero() {
    return cluster.veleroNamespace();
  }

  private JsonNode create(String attempt, ResourceKind kind, JsonNode manifest) {
    return objects.create(KubernetesRequest.create(attempt, kind, velero()), manifest);
  }

  private Optional<JsonNode> get(String attempt, ResourceKind kind, String namespace, String name) {
    return objects.get(KubernetesRequest.of(attempt, "get", kind, namespace, name));
  }
}
