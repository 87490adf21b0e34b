package dev.signalbox.sandbox.kubernetes;

import tools.jackson.databind.node.ObjectNode;

/** The scale subresource of deployments and StatefulSets. */
final class ScaleEndpoint {

  private final ClusterObjects objects;

  ScaleEndpoint(ClusterObjects objects) {
    this.objects = objects;
  }

  ApiServerResponse handle(ApiServerCall call) {
    ObjectNode target =
        objects
            .find(call.resource().name(), call.namespace(), call.name())
            .orElseThrow(() -> ApiServerException.notFound(call.resource(), call.name()));
    if (call.verb().equals("get")) {
      return ApiServerResponse.ok(scale(target));
    }
    ObjectNode scale = scale(target);
    ObjectNode change = ObjectJson.parse(call.exchange().text());
    ObjectPreconditions.check(call, target, change.path("metadata"));
    MergePatch.apply(scale, change);
    int replicas = scale.path("spec").path("replicas").asInt(0);
    return ApiServerResponse.ok(
        scale(
            objects.update(
                call.resource().name(),
                call.namespace(),
                call.name(),
                one -> ObjectJson.member(one, "spec").put("replicas", replicas))));
  }

  private static ObjectNode scale(ObjectNode target) {
    ObjectNode scale =
        ObjectJson.object(
            "autoscaling/v1", "Scale", ObjectJson.namespace(target), ObjectJson.name(target));
    ObjectJson.metadata(scale)
        .put("uid", ObjectJson.uid(target))
        .put("resourceVersion", target.path("metadata").path("resourceVersion").asString(""));
    scale.putObject("spec").put("replicas", target.path("spec").path("replicas").asInt(1));
    scale.putObject("status").put("replicas", target.path("status").path("replicas").asInt(0));
    return scale;
  }
}
