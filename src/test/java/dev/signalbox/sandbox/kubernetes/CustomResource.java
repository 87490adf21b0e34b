package dev.signalbox.sandbox.kubernetes;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A custom resource with one version, from which its CRD is made.
 *
 * @param apiVersion group and version, such as {@code velero.io/v1}
 * @param schema the OpenAPI v3 schema of the objects
 */
public record CustomResource(String apiVersion, String plural, String kind, ObjectNode schema) {

  /** Returns the name of the CRD, such as {@code backups.velero.io}. */
  public String name() {
    return plural + "." + group();
  }

  /** Returns the CRD of a namespaced resource without status subresource. */
  public ObjectNode definition() {
    ObjectNode definition =
        ObjectJson.object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", name());
    ObjectNode spec = definition.putObject("spec");
    spec.put("group", group()).put("scope", "Namespaced");
    spec.putObject("names")
        .put("plural", plural)
        .put("singular", kind.toLowerCase(Locale.ROOT))
        .put("kind", kind)
        .put("listKind", kind + "List");
    ObjectNode version = spec.putArray("versions").addObject();
    version
        .put("name", apiVersion.substring(apiVersion.indexOf('/') + 1))
        .put("served", true)
        .put("storage", true);
    version.putObject("schema").set("openAPIV3Schema", schema);
    definition
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "Established")
        .put("status", "True");
    return definition;
  }

  private String group() {
    return apiVersion.substring(0, apiVersion.indexOf('/'));
  }

  /** Returns the resource that a CRD defines. */
  static ServedResource served(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode version = spec.path("versions").path(0);
    return new ServedResource(
        spec.path("group").asString(""),
        version.path("name").asString(""),
        spec.path("names").path("plural").asString(""),
        spec.path("names").path("kind").asString(""),
        spec.path("scope").asString("").equals("Namespaced"),
        version.path("subresources").has("status"),
        version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema
            ? schema
            : JsonNodeFactory.instance.objectNode());
  }
}
