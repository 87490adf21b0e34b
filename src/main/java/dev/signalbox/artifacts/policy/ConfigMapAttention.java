package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reports that the ConfigMap differs from the policy, or is missing although the policy was
 * changed.
 */
@Component
class ConfigMapAttention implements AttentionSource {

  /** A new revision is written to the ConfigMap within this time. */
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

  private final CurrentPolicy policy;
  private final ConfigMapComparison comparison;
  private final Clock clock;
  private final String name;

  ConfigMapAttention(
      CurrentPolicy policy,
      ConfigMapComparison comparison,
      ArtifactsProperties settings,
      Clock clock) {
    this.policy = policy;
    this.comparison = comparison;
    this.clock = clock;
    this.name = settings.configMap();
  }

  @Override
  public Section section() {
    return Section.ARTIFACT_POLICY;
  }

  @Override
  public String topic() {
    return PolicyConfigMap.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    PolicyRevision revision = policy.revision();
    @Nullable Instant savedAt = revision.savedAt();
    if (savedAt != null && clock.instant().isBefore(savedAt.plus(GRACE_PERIOD))) {
      return List.of();
    }
    return switch (comparison.compareWith(revision)) {
      case ConfigMapComparison.Result.Unknown unknown -> List.of();
      case ConfigMapComparison.Result.UpToDate upToDate -> List.of();
      // installations without another front end need no ConfigMap
      case ConfigMapComparison.Result.Missing missing ->
          revision.number() == 0
              ? List.of()
              : List.of(
                  item(
                      "Missing",
                      "ConfigMap " + name + " is missing",
                      "Other front ends can't read the artifact policy."));
      case ConfigMapComparison.Result.Different different ->
          List.of(
              item(
                  "Different",
                  "ConfigMap " + name + " differs from the artifact policy",
                  cause(different.differences())));
    };
  }

  private static AttentionItem item(String status, String sentence, String cause) {
    return AttentionItem.ofFailure(
        status, 1, sentence, cause, "Repair the ConfigMap.", PolicyController.PAGE + "#config-map");
  }

  private static String cause(List<String> differences) {
    return differences.size() == 1
        ? differences.getFirst()
        : "%,d differences, the first: %s".formatted(differences.size(), differences.getFirst());
  }
}
