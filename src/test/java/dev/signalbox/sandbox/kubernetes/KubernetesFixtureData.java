package dev.signalbox.sandbox.kubernetes;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fixture data of the cluster at Acme: three nodes and a CI server with its databases, services and
 * volume claims in one namespace.
 */
public final class KubernetesFixtureData {

  /** The namespace of the CI server. */
  public static final String NAMESPACE = "circleci-server";

  /** The nodes. */
  public static final List<String> NODES = List.of("ip-10-0-1-11", "ip-10-0-2-24", "ip-10-0-3-37");

  /** The StatefulSet whose volume no annotation selects for backup. */
  public static final String WITHOUT_ANNOTATION = "rabbitmq";

  private static final String BACKUP_VOLUMES = "backup.velero.io/backup-volumes";

  /** A StatefulSet with the claim and the size of its volume. */
  private record Database(String name, String volume, String claim, String size) {}

  private static final List<Database> DATABASES =
      List.of(
          new Database("postgresql", "data", "data-postgresql-0", "8Gi"),
          new Database("mongodb", "datadir", "datadir-mongodb-0", "8Gi"),
          new Database("vault", "data", "data-vault-0", "10Gi"),
          new Database("redis-master", "redis-data", "redis-data-redis-master-0", "8Gi"),
          new Database("redis-slave", "redis-data", "redis-data-redis-slave-0", "8Gi"),
          new Database(WITHOUT_ANNOTATION, "data", "data-rabbitmq-0", "8Gi"));
  private static final List<String> APPLICATIONS =
      List.of(
          "api-service",
          "audit-log-service",
          "builds-service",
          "contexts-service",
          "cron-service",
          "dispatcher",
          "domain-service",
          "frontend",
          "legacy-notifier",
          "orb-service",
          "output-processor",
          "permissions-service",
          "scheduler",
          "test-results",
          "vm-gc",
          "vm-scaler",
          "vm-service",
          "web-ui",
          "web-ui-server-admin",
          "workflows-conductor-event-consumer",
          "workflows-conductor-grpc-handler");
  private static final List<String> LOAD_BALANCERS =
      List.of("circleci-server-traefik", "nomad-server-external", "output-processor", "vm-service");

  private final ClusterObjects objects;
  private int number;

  private KubernetesFixtureData(ClusterObjects objects) {
    this.objects = objects;
  }

  /** Adds the data to an empty cluster. */
  public static void load(FakeCluster cluster) {
    KubernetesFixtureData data = new KubernetesFixtureData(cluster.objects());
    NODES.forEach(data::addNode);
    data.addStorageClass();
    DATABASES.forEach(data::addDatabase);
    data.addWorkload("StatefulSet", "nomad-server", "execution");
    data.addPod("nomad-server-0", "nomad-server", "execution", "StatefulSet", "nomad-server");
    for (String name : APPLICATIONS) {
      data.addWorkload("Deployment", name, "application");
      data.addPod(name + "-7d9f8c6b5-" + data.suffix(), name, "application", "Deployment", name);
    }
    LOAD_BALANCERS.forEach(data::addLoadBalancer);
    data.addSecretsAndConfig();
  }

  private void addNode(String name) {
    ObjectNode node = ObjectJson.object("v1", "Node", "", name);
    ObjectJson.metadata(node)
        .putObject("labels")
        .put("kubernetes.io/hostname", name)
        .put("topology.kubernetes.io/zone", "us-east-1" + (char) ('a' + NODES.indexOf(name)));
    node.putObject("spec");
    ObjectNode status = node.putObject("status");
    status
        .putObject("allocatable")
        .put("cpu", "7910m")
        .put("memory", "31483152Ki")
        .put("pods", "58");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    status.putObject("nodeInfo").put("kubeletVersion", "v1.29.8-eks-a737599");
    objects.create(node);
  }

  private void addStorageClass() {
    ObjectNode storageClass = ObjectJson.object("storage.k8s.io/v1", "StorageClass", "", "gp2");
    ObjectJson.metadata(storageClass)
        .putObject("annotations")
        .put("storageclass.kubernetes.io/is-default-class", "true");
    storageClass
        .put("provisioner", "ebs.csi.aws.com")
        .put("reclaimPolicy", "Delete")
        .put("volumeBindingMode", "WaitForFirstConsumer")
        .put("allowVolumeExpansion", true);
    objects.create(storageClass);
  }

  private void addDatabase(Database database) {
    addWorkload("StatefulSet", database.name(), "data");
    addTemplates(database);
    addClaim(database);
    ObjectNode pod =
        pod(database.name() + "-0", database.name(), "data", "StatefulSet", database.name());
    ObjectNode volume = pod.withArray("/spec/volumes").addObject();
    volume.put("name", database.volume());
    volume.putObject("persistentVolumeClaim").put("claimName", database.claim());
    if (!database.name().equals(WITHOUT_ANNOTATION)) {
      ObjectJson.member(ObjectJson.metadata(pod), "annotations")
          .put(BACKUP_VOLUMES, database.volume());
    }
    objects.create(pod);
  }

  private void addTemplates(Database database) {
    objects.update(
        "statefulsets.apps",
        NAMESPACE,
        database.name(),
        set -> {
          ObjectNode claim = set.withArray("/spec/volumeClaimTemplates").addObject();
          ObjectJson.metadata(claim).put("name", database.volume());
          claim
              .putObject("spec")
              .putObject("resources")
              .putObject("requests")
              .put("storage", database.size());
          ObjectJson.member(set, "status").put("observedGeneration", 2);
          if (!database.name().equals(WITHOUT_ANNOTATION)) {
            set.withObject("/spec/template/metadata/annotations")
                .put(BACKUP_VOLUMES, database.volume());
          }
        });
  }

  private void addClaim(Database database) {
    ObjectNode claim =
        ObjectJson.object("v1", "PersistentVolumeClaim", NAMESPACE, database.claim());
    ObjectJson.metadata(claim).putObject("labels").put("app", database.name());
    ObjectNode spec = claim.putObject("spec");
    spec.putArray("accessModes").add("ReadWriteOnce");
    spec.putObject("resources").putObject("requests").put("storage", database.size());
    String volumeName = "pvc-" + database.claim();
    spec.put("storageClassName", "gp2").put("volumeName", volumeName);
    ObjectNode status = claim.putObject("status").put("phase", "Bound");
    status.putObject("capacity").put("storage", database.size());
    objects.create(claim);
    ObjectNode volume = ObjectJson.object("v1", "PersistentVolume", "", volumeName);
    ObjectNode volumeSpec = volume.putObject("spec").put("storageClassName", "gp2");
    volumeSpec.putObject("capacity").put("storage", database.size());
    volumeSpec.putObject("claimRef").put("namespace", NAMESPACE).put("name", database.claim());
    volume.putObject("status").put("phase", "Bound");
    objects.create(volume);
  }

  private void addWorkload(String kind, String name, String layer) {
    ObjectNode workload = ObjectJson.object("apps/v1", kind, NAMESPACE, name);
    ObjectJson.metadata(workload).putObject("labels").put("app", name).put("layer", layer);
    ObjectNode spec = workload.putObject("spec").put("replicas", 1);
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", name).put("layer", layer);
    addContainer(template.putObject("spec"), name);
    workload
        .putObject("status")
        .put("observedGeneration", 1)
        .put("replicas", 1)
        .put("readyReplicas", 1)
        .put("availableReplicas", 1)
        .put("updatedReplicas", 1);
    objects.create(workload);
  }

  private void addPod(String name, String app, String layer, String ownerKind, String owner) {
    ObjectNode pod = pod(name, app, layer, ownerKind, owner);
    ArrayNode volumes = pod.withArray("/spec/volumes");
    volumes.addObject().put("name", "tmp").putObject("emptyDir");
    volumes.addObject().put("name", "token").putObject("projected");
    objects.create(pod);
  }

  private ObjectNode pod(String name, String app, String layer, String ownerKind, String owner) {
    ObjectNode pod = ObjectJson.object("v1", "Pod", NAMESPACE, name);
    ObjectNode metadata = ObjectJson.metadata(pod);
    metadata.putObject("labels").put("app", app).put("layer", layer);
    String resource = ownerKind.equals("Deployment") ? "deployments.apps" : "statefulsets.apps";
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", ownerKind)
        .put("name", owner)
        .put("uid", objects.find(resource, NAMESPACE, owner).map(ObjectJson::uid).orElse(""))
        .put("controller", true);
    ObjectNode spec = pod.putObject("spec");
    spec.put("nodeName", NODES.get(number++ % NODES.size()));
    addContainer(spec, app);
    ObjectNode status = pod.putObject("status").put("phase", "Running");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    status
        .putArray("containerStatuses")
        .addObject()
        .put("name", app)
        .put("ready", true)
        .put("restartCount", 0)
        .putObject("state")
        .putObject("running");
    return pod;
  }

  private static void addContainer(ObjectNode podSpec, String name) {
    podSpec
        .putArray("containers")
        .addObject()
        .put("name", name)
        .put("image", "circleci/" + name + ":3.4.1-2871-6a0c1f6");
  }

  private void addLoadBalancer(String name) {
    ObjectNode service = ObjectJson.object("v1", "Service", NAMESPACE, name);
    ObjectNode spec = service.putObject("spec").put("type", "LoadBalancer");
    spec.putArray("ports").addObject().put("port", 443).put("protocol", "TCP");
    service
        .putObject("status")
        .putObject("loadBalancer")
        .putArray("ingress")
        .addObject()
        .put("hostname", name + "-1f0a.elb.acme.example");
    objects.create(service);
  }

  private void addSecretsAndConfig() {
    for (String name : List.of("postgresql", "mongodb", "signing-keys", "session-cookie")) {
      ObjectNode secret = ObjectJson.object("v1", "Secret", NAMESPACE, name);
      secret.putObject("data").put("value", "aW52ZW50ZWQ=");
      objects.create(secret);
    }
    ObjectNode config = ObjectJson.object("v1", "ConfigMap", NAMESPACE, "circleci-server-config");
    config.putObject("data").put("domain", "ci.acme.example");
    objects.create(config);
  }

  private String suffix() {
    String letters = "bcdfghjklmnpqrstvwxz";
    return "x%d%ck%c"
        .formatted(
            2 + number % 8,
            letters.charAt(number % letters.length()),
            letters.charAt((number * 7) % letters.length()));
  }
}
