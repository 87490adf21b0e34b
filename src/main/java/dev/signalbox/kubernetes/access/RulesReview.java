package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ResourceAccess;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@code SelfSubjectRulesReview} for one namespace.
 *
 * @param complete false if the API server can't list all rules, as with authorizers of some clouds;
 *     a missing rule then means nothing
 */
record RulesReview(List<Rule> rules, boolean complete) {

  RulesReview {
    rules = List.copyOf(rules);
  }

  /** A rule; {@code *} is any value, and an empty list of names any name. */
  record Rule(List<String> verbs, List<String> groups, List<String> resources, List<String> names) {

    boolean allows(ResourceAccess access) {
      return contains(verbs, access.verb())
          && contains(groups, access.group())
          && containsResource(access.resource())
          && (names.isEmpty() || (access.name() != null && names.contains(access.name())));
    }

    private boolean containsResource(String resource) {
      int slash = resource.indexOf('/');
      return contains(resources, resource)
          || (slash >= 0 && resources.contains("*" + resource.substring(slash)));
    }

    private static boolean contains(List<String> values, String value) {
      return values.contains("*") || values.contains(value);
    }
  }

  static RulesReview of(@Nullable SubjectRulesReviewStatus status) {
    if (status == null) {
      return new RulesReview(List.of(), false);
    }
    List<Rule> rules = status.getResourceRules().stream().map(RulesReview::rule).toList();
    boolean failed = status.getEvaluationError() != null && !status.getEvaluationError().isEmpty();
    return new RulesReview(rules, !Boolean.TRUE.equals(status.getIncomplete()) && !failed);
  }

  private static Rule rule(ResourceRule rule) {
    return new Rule(
        List.copyOf(rule.getVerbs()),
        List.copyOf(rule.getApiGroups()),
        List.copyOf(rule.getResources()),
        List.copyOf(rule.getResourceNames()));
  }

  boolean allows(ResourceAccess access) {
    return rules.stream().anyMatch(rule -> rule.allows(access));
  }
}
