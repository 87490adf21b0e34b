package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The workloads, secrets and locations of an installation. */
final class VeleroDeployment {

  private static final String SERVER_POD = "velero-6f7c9b5d4-x2k8p";

  private final VeleroServerState state;

  VeleroDeployment(VeleroServerState state) {
    this.state = state;
  }

  void create() {
    createServer();
    List<String> nodes = state.objects().list("nodes", "").stream().map(ObjectJson::name).toList();
    createAgents(nodes);
    secret(
        "cloud-credentials",
        "cloud",
        "[default]\naws_access_key_id=%s\naws_secret_access_key=an-invented-key\n"
            .formatted(LocationValidation.FIXTURE_KEY));
    secret(state.version().repositorySecret(), "repository-password", "static-passw0rd");
    state.objects().create(location());
    ObjectNode snapshots = state.object("VolumeSnapshotLocation", "default");
    snapshots
        .putObject("spec")
        .put("provider", "aws")
        .putObject("config")
        .put("region", LocationValidation.REGION);
    state.objects().create(snapshots);
    createRepository();
  }

  private ObjectNode location() {
    ObjectNode location = state.object("BackupStorageLocation", "default");
    ObjectNode spec = location.putObject("spec");
    spec.put("provider", "aws").put("default", true).put("accessMode", "ReadWrite");
    spec.putObject("objectStorage").put("bucket", FakeObjectStore.BUCKET);
    spec.putObject("config")
        .put("region", LocationValidation.REGION)
        .put("s3ForcePathStyle", "true")
        .put("s3Url", state.store().address().toString());
    spec.putObject("credential").put("name", "cloud-credentials").put("key", "cloud");
    location
        .putObject("status")
        .put("phase", "Available")
        .put("lastValidationTime", state.time(state.now()))
        .put("lastSyncedTime", state.time(state.now()));
    return location;
  }

  private void createRepository() {
    boolean agent = state.version().hasNodeAgent();
    ObjectNode repository =
        state.object(
            agent ? "BackupRepository" : "ResticRepository", "circleci-server-default-kopia");
    ObjectNode spec = repository.putObject("spec");
    spec.put("backupStorageLocation", "default")
        .put("maintenanceFrequency", agent ? "1h0m0s" : "168h0m0s")
        .put("volumeNamespace", "circleci-server");
    spec.put(agent ? "repositoryType" : "resticIdentifier", agent ? "kopia" : "s3:acme");
    repository
        .putObject("status")
        .put("phase", "Ready")
        .put("lastMaintenanceTime", state.time(state.now()));
    state.objects().create(repository);
  }

  private void createServer() {
    ObjectNode deployment = ObjectJson.object("apps/v1", "Deployment", state.namespace(), "velero");
    ObjectJson.metadata(deployment).putObject("labels").put("component", "velero");
    ObjectNode spec = deployment.putObject("spec").put("replicas", 1);
    spec.putObject("selector").putObject("matchLabels").put("deploy", "velero");
    addContainer(spec.putObject("template").putObject("spec"), "velero", "server");
    state.objects().create(deployment);
    ObjectNode pod = pod(SERVER_POD, "velero", "server");
    ObjectJson.metadata(pod).putObject("labels").put("component", "velero").put("deploy", "velero");
    setRunning(pod);
    state.objects().create(pod);
    setAvailable(true);
  }

  void setAvailable(boolean available) {
    int replicas = available ? 1 : 0;
    state
        .objects()
        .update(
            "deployments.apps",
            state.namespace(),
            "velero",
            one -> {
              ObjectNode status = ObjectJson.member(one, "status");
              status
                  .put("replicas", 1)
                  .put("readyReplicas", replicas)
                  .put("availableReplicas", replicas);
              status
                  .putArray("conditions")
                  .addObject()
                  .put("type", "Available")
                  .put("status", available ? "True" : "False")
                  .put("lastTransitionTime", ObjectJson.time(state.now()));
            });
  }

  private void createAgents(List<String> nodes) {
    String name = state.version().nodeAgent();
    ObjectNode set = ObjectJson.object("apps/v1", "DaemonSet", state.namespace(), name);
    ObjectJson.metadata(set).putObject("labels").put("component", "velero");
    ObjectNode spec = set.putObject("spec");
    spec.putObject("selector").putObject("matchLabels").put("name", name);
    addContainer(spec.putObject("template").putObject("spec"), name, "node-agent");
    String uid = ObjectJson.uid(state.objects().create(set));
    for (int i = 0; i < nodes.size(); i++) {
      ObjectNode pod =
          pod(name + "-" + List.of("b7x2q", "k9d4m", "t5w8z").get(i % 3) + i, name, "");
      ObjectNode metadata = ObjectJson.metadata(pod);
      metadata
          .putObject("labels")
          .put("component", "velero")
          .put("name", name)
          .put("role", "node-agent");
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", "apps/v1")
          .put("kind", "DaemonSet")
          .put("name", name)
          .put("uid", uid)
          .put("controller", true);
      ObjectJson.member(pod, "spec").put("nodeName", nodes.get(i));
      setRunning(pod);
      state.objects().create(pod);
    }
    updateAgentCount();
  }

  void setAgentPending(String node, String reason) {
    changeAgent(
        node,
        pod -> {
          // the DaemonSet controller names the node by affinity until the pod is scheduled
          ObjectNode spec = ObjectJson.member(pod, "spec");
          spec.remove("nodeName");
          spec.putObject("affinity")
              .putObject("nodeAffinity")
              .putObject("requiredDuringSchedulingIgnoredDuringExecution")
              .putArray("nodeSelectorTerms")
              .addObject()
              .putArray("matchFields")
              .addObject()
              .put("key", "metadata.name")
              .put("operator", "In")
              .putArray("values")
              .add(node);
          ObjectNode status = pod.putObject("status").put("phase", "Pending");
          status
              .putArray("conditions")
              .addObject()
              .put("type", "PodScheduled")
              .put("status", "False")
              .put("reason", "Unschedulable")
              .put("message", reason);
        });
  }

  void setAgentRunning(String node) {
    changeAgent(
        node,
        pod -> {
          ObjectJson.member(pod, "spec").put("nodeName", node).remove("affinity");
          setRunning(pod);
        });
  }

  private void changeAgent(String node, Consumer<ObjectNode> change) {
    state.objects().list("pods", state.namespace()).stream()
        .filter(pod -> ObjectJson.label(pod, "role").equals("node-agent"))
        .filter(pod -> node.equals(nodeOf(pod)))
        .forEach(
            pod -> state.objects().update("pods", state.namespace(), ObjectJson.name(pod), change));
    updateAgentCount();
  }

  private static String nodeOf(JsonNode pod) {
    String affinity =
        pod.at(
                "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                    + "/nodeSelectorTerms/0/matchFields/0/values/0")
            .asString("");
    return pod.at("/spec/nodeName").asString(affinity);
  }

  private void updateAgentCount() {
    List<ObjectNode> agents =
        state.objects().list("pods", state.namespace()).stream()
            .filter(pod -> ObjectJson.label(pod, "role").equals("node-agent"))
            .toList();
    int ready =
        (int) agents.stream().filter(pod -> VeleroServerState.phase(pod).equals("Running")).count();
    state
        .objects()
        .update(
            "daemonsets.apps",
            state.namespace(),
            state.version().nodeAgent(),
            set ->
                set.putObject("status")
                    .put("desiredNumberScheduled", agents.size())
                    .put("currentNumberScheduled", agents.size())
                    .put("numberReady", ready)
                    .put("numberAvailable", ready));
  }

  private ObjectNode pod(String name, String container, String argument) {
    ObjectNode pod = ObjectJson.object("v1", "Pod", state.namespace(), name);
    addContainer(pod.putObject("spec"), container, argument);
    return pod;
  }

  private void addContainer(ObjectNode podSpec, String name, String argument) {
    ObjectNode container = podSpec.putArray("containers").addObject();
    container.put("name", name).put("image", "velero/velero:" + state.version().serverVersion());
    container.putArray("args").add(argument);
  }

  private static void setRunning(ObjectNode pod) {
    ObjectNode status = pod.putObject("status").put("phase", "Running");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    String container = pod.at("/spec/containers/0/name").asString("");
    status
        .putArray("containerStatuses")
        .addObject()
        .put("name", container)
        .put("ready", true)
        .put("restartCount", 0)
        .putObject("state")
        .putObject("running");
  }

  private void secret(String name, String key, String content) {
    ObjectNode secret = ObjectJson.object("v1", "Secret", state.namespace(), name);
    secret
        .putObject("data")
        .put(key, Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
    state.objects().create(secret);
  }
}
