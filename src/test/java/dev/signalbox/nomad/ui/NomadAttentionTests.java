package dev.signalbox.nomad.ui;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.AttentionItem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NomadAttentionTests {

  @ParameterizedTest
  @CsvSource({
    "OFF, true, , ,",
    "LIVE, true, , ,",
    "POLLING, true, , ,",
    "LIVE, false, , Nomad has no leader, Nomad has no leader",
    "POLLING, false, , Nomad has no leader, Nomad has no leader",
    "STALE, true, 500: No cluster leader, Nomad has no leader, Nomad has no leader",
    "STALE, true, connection refused, Nomad unreachable since 12:04 UTC, Nomad data from 12:04 UTC",
    "STALE, false, , Nomad unreachable since 12:04 UTC, Nomad data from 12:04 UTC",
  })
  void saysWhenNomadIsDownAndThatTheDataIsOutdated(
      SyncStatus.State state,
      boolean leaderKnown,
      @Nullable String answered,
      @Nullable String sentence,
      @Nullable String outdatedData) {
    SyncStatus status =
        new SyncStatus(
            state,
            NOW,
            NOW,
            leaderKnown,
            Duration.ZERO,
            List.of("1.7.7"),
            1,
            "list the jobs",
            answered,
            null);

    assertThat(NomadAttention.items(status))
        .extracting(AttentionItem::sentence)
        .isEqualTo(sentence == null ? List.of() : List.of(sentence));
    assertThat(NomadAttention.items(status))
        .allMatch(item -> item.level() == AttentionItem.Level.SYSTEM);
    assertThat(NomadAttention.outdatedData(status)).isEqualTo(outdatedData);
  }
}
