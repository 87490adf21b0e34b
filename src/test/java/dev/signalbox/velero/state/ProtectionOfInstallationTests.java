package dev.signalbox.velero.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.schedule.ProtectionStatus.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The namespace of the installation is ci, on Kubernetes 1.31. */
class ProtectionOfInstallationTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'labels':{}                                   | 'includedNamespaces':['ci']    | WITHIN",
        "'labels':{}                                   | 'includedNamespaces':['other'] |"
            + " UNPROTECTED",
        "'labels':{'signalbox.dev/kind':'partial'}     | 'includedNamespaces':['ci']    |"
            + " UNPROTECTED",
        "'annotations':{'velero.io/source-cluster-k8s-minor-version':'33'}"
            + " | 'includedNamespaces':['ci'] | UNPROTECTED",
      })
  void ratesBackupsThatCanRestoreTheInstallation(String metadata, String spec, Level level) {
    FixedVelero velero = new FixedVelero(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(26));
    velero.backup(
        "{'metadata':{'name':'b','uid':'u',"
            + metadata
            + "},'spec':{"
            + spec
            + "},'status':{'phase':'Completed','startTimestamp':'2026-11-30T02:00:00Z'}}");

    assertThat(velero.state().inventory().protection().level()).isEqualTo(level);
  }
}
