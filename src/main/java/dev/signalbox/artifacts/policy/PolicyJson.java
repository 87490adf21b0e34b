package dev.signalbox.artifacts.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The effective policy, for front ends that serve artifacts themselves: a type that is on neither
 * list is a download.
 *
 * @param revision number of the revision; 0 for the default
 * @param allowUnsafe whether types that may contain scripts are rendered
 * @param rendered types to send with their own content type
 * @param plainText types to send as {@code text/plain; charset=utf-8}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PolicyJson(int revision, boolean allowUnsafe, Set<String> rendered, Set<String> plainText) {

  static PolicyJson of(PolicyRevision revision) {
    ContentTypePolicy policy = revision.policy();
    return new PolicyJson(
        revision.number(),
        policy.allowUnsafe(),
        types(policy, type -> policy.decide(type).disposition() == Disposition.RENDER),
        types(policy, type -> policy.decide(type).disposition() == Disposition.PLAIN_TEXT));
  }

  private static Set<String> types(ContentTypePolicy policy, Predicate<String> condition) {
    return Stream.concat(policy.rendered().stream(), policy.plainText().stream())
        .filter(condition)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
