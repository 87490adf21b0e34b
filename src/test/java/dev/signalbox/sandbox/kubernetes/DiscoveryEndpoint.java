package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code /version}, the discovery of groups and resources, and OpenAPI v3 of CRDs. */
final class DiscoveryEndpoint {

  private static final Pattern GROUP = Pattern.compile("/apis/([^/]+)");
  private static final Pattern GROUP_VERSION = Pattern.compile("/(?:api|apis/([^/]+))/([^/]+)");
  private static final Pattern OPEN_API = Pattern.compile("/openapi/v3/apis/([^/]+)/([^/]+)");

  private final ServedResources resources;
  private volatile String gitVersion = "v1.29.8-eks-a737599";

  DiscoveryEndpoint(ServedResources resources) {
    this.resources = resources;
  }

  void setGitVersion(String version) {
    gitVersion = version;
  }

  /** Answers a request, unless its path belongs to objects. */
  Optional<ObjectNode> handle(LoopbackHttpExchange exchange) {
    String path = exchange.path();
    Matcher group = GROUP.matcher(path);
    Matcher groupVersion = GROUP_VERSION.matcher(path);
    Matcher openApi = OPEN_API.matcher(path);
    if (path.equals("/version")) {
      return Optional.of(version());
    }
    if (path.equals("/api")) {
      return Optional.of(coreVersions());
    }
    if (path.equals("/apis")) {
      return Optional.of(groups());
    }
    if (path.equals("/openapi/v3")) {
      return Optional.of(openApiIndex());
    }
    if (openApi.matches()) {
      return Optional.of(openApi(openApi.group(1), openApi.group(2)));
    }
    if (group.matches()) {
      return Optional.of(group(group.group(1), servedVersions(group.group(1))));
    }
    if (groupVersion.matches()) {
      return Optional.of(
          resourceList(
              Optional.ofNullable(groupVersion.group(1)).orElse(""), groupVersion.group(2)));
    }
    return Optional.empty();
  }

  private ObjectNode version() {
    List<String> parts = List.of(gitVersion.substring(1).split("[.-]", -1));
    return object()
        .put("major", parts.get(0))
        .put("minor", parts.get(1) + (gitVersion.contains("-") ? "+" : ""))
        .put("gitVersion", gitVersion)
        .put("gitTreeState", "clean")
        .put("goVersion", "go1.22.5")
        .put("platform", "linux/amd64");
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    return versions;
  }

  private ObjectNode groups() {
    ObjectNode list = object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    resources.all().stream()
        .map(ServedResource::group)
        .filter(name -> !name.isEmpty())
        .distinct()
        .forEach(name -> groups.add(group(name, servedVersions(name))));
    return list;
  }

  private ObjectNode group(String name, List<String> versions) {
    if (versions.isEmpty()) {
      throw ApiServerException.notServed();
    }
    ObjectNode group = object().put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
    ArrayNode list = group.putArray("versions");
    versions.forEach(
        version ->
            list.addObject().put("groupVersion", name + "/" + version).put("version", version));
    group.set("preferredVersion", list.get(0));
    return group;
  }

  private List<String> servedVersions(String group) {
    return resources.all().stream()
        .filter(one -> one.group().equals(group))
        .map(ServedResource::version)
        .distinct()
        .sorted()
        .toList();
  }

  private List<ServedResource> in(String group, String version) {
    List<ServedResource> found =
        resources.all().stream()
            .filter(one -> one.group().equals(group) && one.version().equals(version))
            .toList();
    if (found.isEmpty()) {
      throw ApiServerException.notServed();
    }
    return found;
  }

  private ObjectNode resourceList(String group, String version) {
    List<ServedResource> served = in(group, version);
    ObjectNode list = object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", served.getFirst().apiVersion());
    ArrayNode items = list.putArray("resources");
    for (ServedResource one : served) {
      add(items, one, one.plural(), one.kind(), AccessRules.VERBS);
      AccessRules.subresources(one)
          .forEach(sub -> add(items, one, one.plural() + "/" + sub, one.kind(), List.of("get")));
    }
    return list;
  }

  private static void add(
      ArrayNode items, ServedResource resource, String name, String kind, List<String> verbs) {
    ObjectNode item = items.addObject();
    item.put("name", name)
        .put("singularName", kind.toLowerCase(Locale.ROOT))
        .put("namespaced", resource.namespaced())
        .put("kind", kind);
    ArrayNode array = item.putArray("verbs");
    verbs.forEach(array::add);
  }

  private ObjectNode openApiIndex() {
    ObjectNode index = object();
    ObjectNode paths = index.putObject("paths");
    resources.all().stream()
        .filter(ServedResource::isCustom)
        .map(ServedResource::apiVersion)
        .distinct()
        .forEach(
            name ->
                paths
                    .putObject("apis/" + name)
                    .put("serverRelativeURL", "/openapi/v3/apis/" + name));
    return index;
  }

  private ObjectNode openApi(String group, String version) {
    ObjectNode document = object().put("openapi", "3.0.0");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (ServedResource one : in(group, version)) {
      ObjectNode schema = one.schema();
      if (schema != null) {
        ObjectNode described = schema.deepCopy();
        described
            .putArray("x-kubernetes-group-version-kind")
            .addObject()
            .put("group", group)
            .put("version", version)
            .put("kind", one.kind());
        schemas.set(schemaName(group, version, one.kind()), described);
      }
    }
    return document;
  }

  /** Returns the name with the group reversed, such as {@code io.velero.v1.Backup}. */
  private static String schemaName(String group, String version, String kind) {
    return String.join(".", List.of(group.split("\\.", -1)).reversed())
        + "."
        + version
        + "."
        + kind;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
