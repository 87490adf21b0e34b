package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers SelfSubjectAccessReview and SelfSubjectRulesReview from {@link AccessRules}. */
final class AccessReviewEndpoint {

  private static final String PATH = "/apis/authorization.k8s.io/v1/";
  private static final String ACCESS = "selfsubjectaccessreviews";
  private static final String RULES = "selfsubjectrulesreviews";

  private final AccessRules rules;
  private final ServedResources resources;

  AccessReviewEndpoint(AccessRules rules, ServedResources resources) {
    this.rules = rules;
    this.resources = resources;
  }

  /** Answers a request, unless it is not for a review. */
  Optional<ObjectNode> handle(LoopbackHttpExchange exchange) {
    boolean access = exchange.path().equals(PATH + ACCESS);
    boolean review = access || exchange.path().equals(PATH + RULES);
    if (!review || !exchange.method().equals("POST")) {
      return Optional.empty();
    }
    String resource = (access ? ACCESS : RULES) + ".authorization.k8s.io";
    if (!rules.allows("create", resource, "", "")) {
      throw new ApiServerException(
          403,
          "Forbidden",
          "%s is forbidden: User \"%s\" cannot create resource \"%s\" in API group"
                  .formatted(resource, AccessRules.USER, access ? ACCESS : RULES)
              + " \"authorization.k8s.io\" at the cluster scope");
    }
    ObjectNode answer = ObjectJson.parse(exchange.text());
    return Optional.of(access ? withAccess(answer) : withRules(answer));
  }

  private ObjectNode withAccess(ObjectNode review) {
    JsonNode asked = review.path("spec").path("resourceAttributes");
    String group = asked.path("group").asString("");
    String subresource = asked.path("subresource").asString("");
    String resource =
        asked.path("resource").asString("")
            + (group.isEmpty() ? "" : "." + group)
            + (subresource.isEmpty() ? "" : "/" + subresource);
    boolean allowed =
        rules.allows(
            asked.path("verb").asString(""),
            resource,
            asked.path("namespace").asString(""),
            asked.path("name").asString(""));
    ObjectNode status = ObjectJson.member(review, "status");
    status.put("allowed", allowed);
    if (allowed) {
      status.put("reason", "RBAC: allowed by RoleBinding \"signalbox/signalbox\"");
    }
    return review;
  }

  private ObjectNode withRules(ObjectNode review) {
    String namespace = review.path("spec").path("namespace").asString("");
    ObjectNode status = ObjectJson.member(review, "status");
    ArrayNode list = status.putArray("resourceRules");
    status.putArray("nonResourceRules");
    status.put("incomplete", rules.isRulesReviewIncomplete());
    if (rules.isRulesReviewIncomplete()) {
      status.put("evaluationError", "webhook authorizer does not support user rule resolution");
      return review;
    }
    for (ServedResource resource : resources.all()) {
      Stream.concat(
              Stream.of(""), AccessRules.subresources(resource).stream().map(name -> "/" + name))
          .forEach(subresource -> addRule(list, resource, subresource, namespace));
    }
    return review;
  }

  private void addRule(
      ArrayNode list, ServedResource resource, String subresource, String namespace) {
    String name = resource.name() + subresource;
    List<String> verbs = rules.verbs(name, namespace);
    if (!verbs.isEmpty()) {
      addRule(list, resource, subresource, verbs);
    }
    rules
        .namedRules(name, namespace)
        .forEach(
            rule ->
                addRule(list, resource, subresource, List.of(rule.verb()))
                    .putArray("resourceNames")
                    .add(rule.name()));
  }

  private static ObjectNode addRule(
      ArrayNode list, ServedResource resource, String subresource, List<String> verbs) {
    ObjectNode rule = list.addObject();
    ArrayNode array = rule.putArray("verbs");
    verbs.forEach(array::add);
    rule.putArray("apiGroups").add(resource.group());
    rule.putArray("resources").add(resource.plural() + subresource);
    return rule;
  }
}
