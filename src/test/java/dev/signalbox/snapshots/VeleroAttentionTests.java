package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.velero.state.FixedVelero;
import dev.signalbox.web.AttentionItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VeleroAttentionTests {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  private final FixedVelero velero =
      new FixedVelero(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(24));
  private final VeleroAttention attention = new VeleroAttention(velero.state());

  @Test
  void reportsNothingWhileTheServerRuns() {
    velero.server("{'availableReplicas':1}");

    assertThat(attention.items()).isEmpty();
  }

  @Test
  void saysSinceWhenTheServerIsDown() {
    velero.server(
        "{'conditions':[{'type':'Progressing','status':'True'},"
            + "{'type':'Available','status':'False','lastTransitionTime':'2026-11-30T09:58:00Z'}]}");

    assertThat(attention.items())
        .singleElement()
        .returns("Velero not running since 09:58 UTC", AttentionItem::sentence)
        .returns("Snapshots are not taken, restored or deleted.", AttentionItem::cause)
        .returns("/snapshots/health", AttentionItem::url)
        .returns(AttentionItem.Level.SYSTEM, AttentionItem::level);
  }

  @Test
  void reportsAMissingServer() {
    assertThat(attention.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.sentence()).isEqualTo("Velero has no server");
              assertThat(item.cause()).contains("no Deployment of Velero in namespace velero");
            });
  }

  @Test
  void reportsThatBackupsMustNotBeRead() {
    velero.backups().set(State.FORBIDDEN);

    assertThat(attention.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.sentence()).startsWith("Velero can't be read since ");
              assertThat(item.cause()).contains("backups.velero.io");
            });
  }

  @Test
  void saysNothingAboutTheServerWithoutCurrentObjects() {
    for (State state : new State[] {State.STALE, State.ABSENT, State.NOT_CONFIGURED}) {
      velero.backups().set(state);
      assertThat(attention.items()).isEmpty();
    }
  }
}
