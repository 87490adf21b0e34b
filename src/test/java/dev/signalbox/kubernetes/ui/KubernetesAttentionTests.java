package dev.signalbox.kubernetes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.web.AttentionItem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KubernetesAttentionTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final ConnectionState cluster = new ConnectionState();
  private final KubernetesAttention attention = new KubernetesAttention(cluster, clock);

  @Test
  void reportsAnOutageWithItsCauseAndBeginning() {
    fail();
    assertThat(attention.items()).isEmpty();

    clock.advance(Duration.ofSeconds(15));
    assertThat(attention.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.sentence()).matches("Kubernetes unreachable since \\d\\d:\\d\\d UTC");
              assertThat(item.cause())
                  .isEqualTo(
                      "Tried to read the version of the API server. It said: connection refused");
              assertThat(item.url()).isEqualTo("/snapshots");
              assertThat(item.level()).isEqualTo(AttentionItem.Level.SYSTEM);
            });
  }

  @Test
  void reportsAnOutageAfterTheClockWasSetBack() {
    fail();
    clock.advance(Duration.ofHours(-1));

    assertThat(attention.items()).hasSize(1);
  }

  @Test
  void reportsDifferentClocks() {
    cluster.status = new ClusterConnection.ServerStatus("v1", null, null, Duration.ofMinutes(-3));

    assertThat(attention.items())
        .singleElement()
        .returns(
            "The clock of Kubernetes is 3 min behind that of Signalbox", AttentionItem::sentence);
  }

  @Test
  void reportsNothingIfKubernetesIsNotConfigured() {
    fail();
    clock.advance(Duration.ofMinutes(1));
    cluster.missing = new ClusterConnection.NotConfigured("KUBECONFIG is not set", "Set it.");

    assertThat(attention.items()).isEmpty();
  }

  private void fail() {
    cluster.status =
        new ClusterConnection.ServerStatus(
            null,
            new Failure(
                "read the version of the API server",
                "connection refused",
                "Check it.",
                clock.instant()),
            clock.instant(),
            Duration.ZERO);
  }

  private static final class ConnectionState implements ClusterConnection {

    private @Nullable NotConfigured missing;
    private ServerStatus status = ServerStatus.UNKNOWN;

    @Override
    public String installationNamespace() {
      return "circleci-server";
    }

    @Override
    public String veleroNamespace() {
      return "velero";
    }

    @Override
    public Optional<NotConfigured> notConfigured() {
      return Optional.ofNullable(missing);
    }

    @Override
    public ServerStatus server() {
      return status;
    }
  }
}
