package dev.signalbox.kubernetes;

import dev.signalbox.sandbox.kubernetes.CustomResource;
import dev.signalbox.velero.VeleroResource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The CRDs and objects of {@link KubernetesApiTestCases}: as few fields of Velero's as needed. */
final class ContractResources {

  static final String GROUP_VERSION = "velero.io/v1";

  private static final String FREE_FORM =
      """
      {"type":"object","properties":{
        "spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
        "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}
      """;

  private static final String SCHEDULE =
      """
      {"type":"object","properties":{
        "spec":{"type":"object","required":["schedule"],"properties":{
          "schedule":{"type":"string"},
          "paused":{"type":"boolean"},
          "template":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},
        "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}
      """;

  private ContractResources() {}

  static List<CustomResource> definitions() {
    return List.of(
        definition(VeleroResource.BACKUP, FREE_FORM),
        definition(VeleroResource.DELETE_BACKUP_REQUEST, FREE_FORM),
        definition(VeleroResource.SCHEDULE, SCHEDULE));
  }

  private static CustomResource definition(VeleroResource resource, String schema) {
    ResourceKind kind = resource.kind();
    return new CustomResource(
        kind.apiVersion(),
        kind.plural(),
        kind.kind(),
        (ObjectNode) JsonMapper.shared().readTree(schema));
  }

  static JsonNode backup(String namespace, String name) {
    return json(
        """
        {"apiVersion":"velero.io/v1","kind":"Backup",
         "metadata":{"namespace":"%s","name":"%s",
           "labels":{"signalbox.dev/request-id":"request-of-%s"}},
         "spec":{"ttl":"720h0m0s"}}
        """
            .formatted(namespace, name, name));
  }

  static JsonNode schedule(String name) {
    return json(
        """
        {"metadata":{"name":"%s","labels":{"team":"ci"}},
         "spec":{"schedule":"0 2 * * *","paused":false,"template":{"ttl":"24h0m0s"}}}
        """
            .formatted(name));
  }

  static String deployment(String namespace) {
    return """
    {"apiVersion":"apps/v1","kind":"Deployment",
     "metadata":{"namespace":"%s","name":"web"},
     "spec":{"replicas":1,"selector":{"matchLabels":{"app":"web"}},
       "template":{"metadata":{"labels":{"app":"web"}},
         "spec":{"containers":[{"name":"web","image":"web"}]}}}}
    """
        .formatted(namespace);
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
