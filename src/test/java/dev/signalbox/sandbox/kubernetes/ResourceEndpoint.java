package dev.signalbox.sandbox.kubernetes;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes objects, as the generic registry of the API server does. */
final class ResourceEndpoint {

  private final ClusterObjects objects;
  private final PatchReader patches;
  private final ObjectAdmission admission = new ObjectAdmission();

  ResourceEndpoint(ClusterObjects objects) {
    this.objects = objects;
    this.patches = new PatchReader();
  }

  ApiServerResponse handle(ApiServerCall call) {
    synchronized (objects) {
      return switch (call.verb()) {
        case "get" -> ApiServerResponse.ok(existing(call));
        case "list" -> new ApiServerResponse.ListBody(call.resource(), list(call));
        case "create" -> ApiServerResponse.created(create(call));
        case "update" -> ApiServerResponse.ok(update(call));
        case "patch" -> patch(call);
        case "delete" -> delete(call);
        case "deletecollection" -> deleteCollection(call);
        default ->
            throw new ApiServerException(
                405, "MethodNotAllowed", "the server does not allow this method");
      };
    }
  }

  private ObjectNode existing(ApiServerCall call) {
    return objects
        .find(call.resource().name(), call.namespace(), call.name())
        .orElseThrow(() -> ApiServerException.notFound(call.resource(), call.name()));
  }

  private ObjectPage list(ApiServerCall call) {
    return objects.page(
        call.resource(),
        new ObjectQuery(
            call.namespace(),
            ObjectSelector.of(call.parameter("labelSelector"), call.parameter("fieldSelector")),
            call.number("limit"),
            call.parameter("continue")));
  }

  private ObjectNode create(ApiServerCall call) {
    if (!call.name().isEmpty()) {
      throw ApiServerException.notServed();
    }
    return create(call, ObjectJson.parse(call.exchange().text()));
  }

  private ObjectNode create(ApiServerCall call, ObjectNode object) {
    requireNamespace(call);
    ObjectNode admitted = admission.admit(call, object);
    if (call.resource().hasStatus()) {
      admitted.remove("status");
    }
    admission.addManager(call, admitted, null);
    for (String name : List.of("uid", "creationTimestamp", "resourceVersion", "generation")) {
      ObjectJson.metadata(admitted).remove(name);
    }
    return call.isDryRun()
        ? objects.preview(call.resource(), admitted)
        : objects.insert(call.resource(), admitted);
  }

  private void requireNamespace(ApiServerCall call) {
    if (call.resource().namespaced()
        && objects.find("namespaces", "", call.namespace()).isEmpty()) {
      throw new ApiServerException(
          404, "NotFound", "namespaces \"%s\" not found".formatted(call.namespace()));
    }
  }

  private ObjectNode update(ApiServerCall call) {
    ObjectNode before = existing(call);
    return replace(call, before, ObjectJson.parse(call.exchange().text()));
  }

  private ApiServerResponse patch(ApiServerCall call) {
    boolean apply = PatchReader.isApply(call);
    ObjectNode before =
        objects.find(call.resource().name(), call.namespace(), call.name()).orElse(null);
    if (before == null && apply) {
      ObjectNode object = ObjectJson.parse(call.exchange().text());
      ObjectJson.metadata(object).put("name", call.name());
      return ApiServerResponse.created(create(call, object));
    }
    if (before == null) {
      throw ApiServerException.notFound(call.resource(), call.name());
    }
    return ApiServerResponse.ok(replace(call, before, patches.patched(call, before)));
  }

  private ObjectNode replace(ApiServerCall call, ObjectNode before, ObjectNode after) {
    ObjectPreconditions.check(call, before, after.path("metadata"));
    ObjectNode admitted = admission.admit(call, after);
    boolean status = call.subresource().equals("status");
    if (status) {
      ObjectNode onlyStatus = before.deepCopy();
      onlyStatus.set("status", admitted.path("status"));
      admitted = onlyStatus;
    } else if (call.resource().hasStatus()) {
      admitted.remove("status");
      if (before.has("status")) {
        admitted.set("status", before.get("status"));
      }
    }
    if (!admitted.equals(before)) {
      admission.addManager(call, admitted, before);
    }
    return call.isDryRun()
        ? ObjectMetadata.updated(before, admitted)
        : objects.replace(call.resource(), before, admitted);
  }

  private ApiServerResponse delete(ApiServerCall call) {
    ObjectNode object = existing(call);
    JsonNode options = deleteOptions(call);
    ObjectPreconditions.check(call, object, options.path("preconditions"));
    if (call.isDryRun() || options.path("dryRun").valueStream().findAny().isPresent()) {
      return ApiServerResponse.ok(object);
    }
    ObjectNode deleted = objects.delete(call.resource(), object, !isOrphan(call, options));
    return ApiServerResponse.ok(
        ObjectMetadata.hasFinalizers(object) ? deleted : success(call, object));
  }

  private ApiServerResponse deleteCollection(ApiServerCall call) {
    ObjectPage page = list(call);
    boolean cascade = !isOrphan(call, deleteOptions(call));
    if (!call.isDryRun()) {
      page.objects().forEach(object -> objects.delete(call.resource(), object, cascade));
    }
    return new ApiServerResponse.ListBody(call.resource(), page);
  }

  private static JsonNode deleteOptions(ApiServerCall call) {
    String body = call.exchange().text();
    return body.isBlank() ? JsonNodeFactory.instance.objectNode() : ObjectJson.parse(body);
  }

  private static boolean isOrphan(ApiServerCall call, JsonNode options) {
    return options
        .path("propagationPolicy")
        .asString(call.parameter("propagationPolicy"))
        .equals("Orphan");
  }

  private static ObjectNode success(ApiServerCall call, ObjectNode object) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    status
        .putObject("details")
        .put("name", call.name())
        .put("group", call.resource().group())
        .put("kind", call.resource().plural())
        .put("uid", ObjectJson.uid(object));
    return status;
  }
}
