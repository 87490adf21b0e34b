package dev.signalbox.nomad;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict on terminating a machine. */
class TerminationSafetyTests {

  @Test
  void namesTheSystemJobsThatAreStillRunning() {
    Client drained = client("a").drained(NOW).build();
    Allocation telegraf = build("telegraf").on("a").ofType("system").build();

    assertThat(TerminationSafety.of(drained, List.of(), List.of(telegraf), false))
        .isEqualTo(new TerminationSafety.Safe("Drained; only system jobs are running: telegraf."));
    assertThat(TerminationSafety.of(drained, List.of(), List.of(), false))
        .isEqualTo(new TerminationSafety.Safe("Drained; nothing is running."));
  }
}
