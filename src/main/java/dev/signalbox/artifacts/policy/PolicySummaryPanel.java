package dev.signalbox.artifacts.policy;

import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the content-type policy. */
@Component
@Order(70)
class PolicySummaryPanel implements SummaryPanelSource {

  private final CurrentPolicy policy;
  private final ConfigMapComparison comparison;
  private final Clock clock;

  PolicySummaryPanel(CurrentPolicy policy, ConfigMapComparison comparison, Clock clock) {
    this.policy = policy;
    this.comparison = comparison;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header(
        "artifact-policy",
        "Artifact policy",
        CurrentPolicy.TOPIC + " " + PolicyConfigMap.TOPIC,
        "View policy",
        PolicyController.PAGE);
  }

  @Override
  public SummaryPanel panel() {
    PolicyRevision revision = policy.revision();
    ContentTypePolicy types = revision.policy();
    return SummaryPanel.ofFigures(
            figure("Rendered", Integer.toString(types.rendered().size()), "types"),
            figure("Plain text", Integer.toString(types.plainText().size()), "types"),
            figure("Unsafe types", types.allowUnsafe() ? "Allowed" : "Forbidden", null),
            lastChange(revision))
        .withStatus(status(revision));
  }

  private Figure lastChange(PolicyRevision revision) {
    @Nullable Instant savedAt = revision.savedAt();
    return savedAt == null
        ? figure("Last change", "None", "defaults apply")
        : new Figure(
            "Last change",
            TimestampView.of(savedAt, clock).relative(),
            "revision " + revision.number(),
            RevisionPage.url(revision),
            true);
  }

  private @Nullable StatusLabel status(PolicyRevision revision) {
    return switch (comparison.compareWith(revision)) {
      case ConfigMapComparison.Result.Unknown unknown -> null;
      case ConfigMapComparison.Result.Missing missing ->
          revision.number() == 0 ? null : StatusLabel.warn("ConfigMap missing");
      case ConfigMapComparison.Result.UpToDate upToDate -> StatusLabel.ok("ConfigMap up to date");
      case ConfigMapComparison.Result.Different different -> StatusLabel.bad("ConfigMap differs");
    };
  }

  private static Figure figure(String label, String value, @Nullable String note) {
    return new Figure(label, value, note, PolicyController.PAGE);
  }
}
