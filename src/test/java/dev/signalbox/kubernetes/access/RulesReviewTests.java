package dev.signalbox.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.access.RulesReview.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesReviewTests {

  @Test
  void matchesVerbGroupAndResource() {
    Rule rule = rule(List.of("velero.io"), List.of("backups"), List.of());

    assertThat(rule.allows(access("velero.io", "backups", null))).isTrue();
    assertThat(rule.allows(access("", "backups", null))).isFalse();
    assertThat(rule.allows(access("velero.io", "restores", null))).isFalse();
  }

  @Test
  void matchesAsterisks() {
    assertThat(rule(List.of("*"), List.of("*"), List.of()).allows(access("apps", "pods/log", null)))
        .isTrue();
    assertThat(rule(List.of(""), List.of("*/log"), List.of()).allows(access("", "pods/log", null)))
        .isTrue();
    assertThat(rule(List.of(""), List.of("pods"), List.of()).allows(access("", "pods/log", null)))
        .isFalse();
  }

  @Test
  void matchesNamedObjectsOnlyByName() {
    Rule rule = rule(List.of(""), List.of("secrets"), List.of("cloud-credentials"));

    assertThat(rule.allows(access("", "secrets", null))).isFalse();
    assertThat(rule.allows(access("", "secrets", "cloud-credentials"))).isTrue();
    assertThat(rule.allows(access("", "secrets", "other"))).isFalse();
  }

  @Test
  void isIncompleteWithoutAStatus() {
    assertThat(RulesReview.of(null).complete()).isFalse();
  }

  private static Rule rule(List<String> groups, List<String> resources, List<String> names) {
    return new Rule(List.of("get"), groups, resources, names);
  }

  private static ResourceAccess access(String group, String resource, @Nullable String name) {
    return new ResourceAccess("get", group, resource, "velero", name);
  }
}
