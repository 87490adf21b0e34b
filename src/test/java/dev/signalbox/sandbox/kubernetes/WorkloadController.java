package dev.signalbox.sandbox.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The controllers of Deployments and StatefulSets, reduced to what a client observes: pods follow
 * the number of replicas and the template, and pods without an owner are adopted. A new pod runs at
 * once.
 */
public final class WorkloadController {

  private static final List<String> RESOURCES = List.of("deployments.apps", "statefulsets.apps");

  private final ClusterObjects objects;
  // the template that each pod was created from, by the uid of the pod
  private final Map<String, JsonNode> templates = new HashMap<>();

  /** Creates a controller that acts only when {@link #reconcile()} is called. */
  public WorkloadController(FakeCluster cluster) {
    this.objects = cluster.objects();
  }

  /** Adds and removes pods once. A pod with an outdated template is replaced in two calls. */
  public synchronized void reconcile() {
    synchronized (objects) {
      RESOURCES.forEach(
          resource -> objects.list(resource, "").forEach(w -> reconcile(resource, w)));
    }
  }

  private void reconcile(String resource, ObjectNode workload) {
    adopt(workload);
    List<ObjectNode> pods = pods(workload);
    JsonNode template = workload.at("/spec/template");
    for (ObjectNode pod : pods) {
      JsonNode known = templates.putIfAbsent(ObjectJson.uid(pod), template);
      if (known != null && !known.equals(template)) {
        delete(pod);
      }
    }
    int desired = workload.at("/spec/replicas").asInt(1);
    List<ObjectNode> current = pods(workload);
    current.stream().skip(desired).toList().reversed().forEach(this::delete);
    for (int i = current.size(); i < desired && current.size() == pods.size(); i++) {
      create(workload, i);
    }
    updateStatus(resource, workload);
  }

  private void adopt(ObjectNode workload) {
    objects.list("pods", ObjectJson.namespace(workload)).stream()
        .filter(pod -> ObjectMetadata.ownerUids(pod).isEmpty() && isSelected(workload, pod))
        .forEach(
            pod ->
                objects.update(
                    "pods",
                    ObjectJson.namespace(pod),
                    ObjectJson.name(pod),
                    one -> addOwner(one, workload)));
  }

  private static boolean isSelected(ObjectNode workload, ObjectNode pod) {
    JsonNode labels = workload.at("/spec/selector/matchLabels");
    return !labels.isEmpty()
        && labels.properties().stream()
            .allMatch(
                one -> ObjectJson.label(pod, one.getKey()).equals(one.getValue().asString("")));
  }

  private List<ObjectNode> pods(ObjectNode workload) {
    return objects.list("pods", ObjectJson.namespace(workload)).stream()
        .filter(pod -> ObjectMetadata.ownerUids(pod).contains(ObjectJson.uid(workload)))
        .toList();
  }

  private void delete(ObjectNode pod) {
    templates.remove(ObjectJson.uid(pod));
    objects.delete("pods", ObjectJson.namespace(pod), ObjectJson.name(pod));
  }

  private void create(ObjectNode workload, int ordinal) {
    String name = ObjectJson.name(workload);
    boolean set = workload.path("kind").asString("").equals("StatefulSet");
    ObjectNode pod = ObjectJson.object("v1", "Pod", ObjectJson.namespace(workload), "");
    ObjectNode metadata = ObjectJson.metadata(pod);
    JsonNode template = workload.at("/spec/template");
    MergePatch.apply(metadata, template.path("metadata"));
    if (set) {
      metadata.put("name", name + "-" + ordinal);
    } else {
      metadata.remove("name");
      metadata.put("generateName", name + "-7d9f8c6b5-");
    }
    addOwner(pod, workload);
    ObjectNode spec = pod.putObject("spec");
    MergePatch.apply(spec, template.path("spec"));
    addClaims(workload, spec, name + "-" + ordinal);
    List<ObjectNode> nodes = objects.list("nodes", "");
    if (!nodes.isEmpty()) {
      spec.put(
          "nodeName", ObjectJson.name(nodes.get(Math.floorMod(name.hashCode(), nodes.size()))));
    }
    ObjectNode status = pod.putObject("status").put("phase", "Running");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    templates.put(ObjectJson.uid(objects.create(pod)), template);
  }

  private static void addClaims(ObjectNode workload, ObjectNode podSpec, String suffix) {
    ArrayNode volumes =
        podSpec.path("volumes") instanceof ArrayNode existing
            ? existing
            : podSpec.putArray("volumes");
    for (JsonNode claim : workload.at("/spec/volumeClaimTemplates")) {
      String name = ObjectJson.name(claim);
      volumes
          .addObject()
          .put("name", name)
          .putObject("persistentVolumeClaim")
          .put("claimName", name + "-" + suffix);
    }
  }

  private static void addOwner(ObjectNode pod, ObjectNode workload) {
    ObjectJson.metadata(pod)
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", workload.path("kind").asString(""))
        .put("name", ObjectJson.name(workload))
        .put("uid", ObjectJson.uid(workload))
        .put("controller", true);
  }

  private void updateStatus(String resource, ObjectNode workload) {
    int replicas = pods(workload).size();
    int ready =
        (int)
            pods(workload).stream()
                .filter(pod -> pod.at("/status/phase").asString("").equals("Running"))
                .count();
    objects.update(
        resource,
        ObjectJson.namespace(workload),
        ObjectJson.name(workload),
        one -> {
          ObjectNode status = ObjectJson.member(one, "status");
          status.put("observedGeneration", one.at("/metadata/generation").asLong(1));
          Stream.of("replicas", "updatedReplicas").forEach(name -> status.put(name, replicas));
          Stream.of("readyReplicas", "availableReplicas").forEach(name -> status.put(name, ready));
        });
  }
}
