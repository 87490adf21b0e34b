package dev.signalbox.artifacts.storage;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reports that artifacts can't be read. */
@Component
class ArtifactStoreAttention implements AttentionSource {

  private final ArtifactStoreHealth health;

  ArtifactStoreAttention(ArtifactStoreHealth health) {
    this.health = health;
  }

  @Override
  public Section section() {
    return Section.ARTIFACTS;
  }

  @Override
  public String topic() {
    return ArtifactStoreHealth.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return health.outage().map(ArtifactStoreAttention::item).stream().toList();
  }

  private static AttentionItem item(ArtifactStoreHealth.Outage outage) {
    return AttentionItem.ofSystem(
        "Down",
        "The artifact store can't be read since " + TimestampView.timeOfDay(outage.since()),
        "Artifacts can't be listed or downloaded. Tried to "
            + outage.failure().tried()
            + ". It said: "
            + outage.failure().response(),
        outage.failure().advice(),
        Section.ARTIFACTS.path());
  }
}
