package dev.signalbox.kubernetes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.ApiDiscovery.Outdated;
import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesFreshnessTests {

  private static final Instant NOW = Instant.parse("2026-01-15T12:04:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Failure FAILURE =
      new Failure("list backups.velero.io", "403: forbidden", "Add this rule.", NOW);

  @ParameterizedTest
  @CsvSource({
    "LIVE,,",
    "STARTING, First sync in progress, No backups.velero.io read yet",
    "ABSENT, backups.velero.io not installed, The API server does not serve backups.velero.io",
    "FORBIDDEN, No permission to list backups.velero.io,"
        + " No permission to list backups.velero.io – showing data from 12:04 UTC",
    "STALE, Stale since 12:04 UTC,"
        + " Updates of backups.velero.io are interrupted – showing data from 12:04 UTC",
  })
  void describesEachState(State state, @Nullable String status, @Nullable String title) {
    FreshnessBanner banner =
        KubernetesFreshness.of(
            cluster(Optional.empty()), CLOCK, List.of(status(state)), Optional.empty());

    assertThat(banner.status() == null ? null : banner.status().text()).isEqualTo(status);
    assertThat(banner.problem() == null ? null : banner.problem().title()).isEqualTo(title);
  }

  @Test
  void showsTheVersionAndTheAgeOfTheOldestData() {
    FreshnessBanner banner =
        KubernetesFreshness.of(
            cluster(Optional.empty()),
            CLOCK,
            List.of(
                status(State.LIVE),
                new CacheStatus(
                    status(State.LIVE).kind(),
                    "velero",
                    State.LIVE,
                    NOW,
                    NOW.minusSeconds(120),
                    null)),
            Optional.empty());

    assertThat(banner.summary()).isEqualTo("Kubernetes v1.31.2 · live · updated 2 min ago");
  }

  @Test
  void namesWhatIsLoadedForTheFirstTime() {
    FreshnessBanner banner =
        KubernetesFreshness.of(
            cluster(Optional.empty()),
            CLOCK,
            List.of(status(State.LIVE), status(State.STARTING)),
            Optional.empty());

    assertThat(banner.summary()).isEqualTo("Kubernetes v1.31.2 · loading backups.velero.io");
  }

  @Test
  void describesTheWorstCache() {
    FreshnessBanner banner =
        KubernetesFreshness.of(
            cluster(Optional.empty()),
            CLOCK,
            List.of(status(State.LIVE), status(State.STALE)),
            Optional.empty());

    assertThat(banner.status()).isNotNull();
    assertThat(banner.problem())
        .returns("to list backups.velero.io", problem -> problem.tried())
        .returns("403: forbidden", problem -> problem.response())
        .returns("Add this rule.", problem -> problem.advice());
  }

  @Test
  void tellsThatPermissionsAreThoseOfAnEarlierTime() {
    Optional<Outdated> outdated = Optional.of(new Outdated(FAILURE, NOW.minusSeconds(240)));
    FreshnessBanner banner =
        KubernetesFreshness.of(
            cluster(Optional.empty()), CLOCK, List.of(status(State.LIVE)), outdated);
    FreshnessBanner outage =
        KubernetesFreshness.of(
            cluster(Optional.empty()), CLOCK, List.of(status(State.STALE)), outdated);

    assertThat(banner.status()).isNotNull();
    assertThat(banner.summary()).endsWith("capabilities and permissions from 12:00 UTC");
    assertThat(banner.problem()).returns("403: forbidden", problem -> problem.response());
    assertThat(outage.summary()).endsWith("capabilities and permissions from 12:00 UTC");
    assertThat(outage.status()).returns("Stale since 12:04 UTC", label -> label.text());
  }

  @Test
  void namesTheVariableIfNoClusterIsConfigured() {
    FreshnessBanner banner =
        KubernetesFreshness.of(
            cluster(
                Optional.of(
                    new ClusterConnection.NotConfigured(
                        "KUBECONFIG is not set", "Set KUBECONFIG."))),
            CLOCK,
            List.of(status(State.NOT_CONFIGURED)),
            Optional.empty());

    assertThat(banner.status()).returns("Kubernetes is not configured", label -> label.text());
    assertThat(banner.problem())
        .returns("KUBECONFIG is not set", problem -> problem.response())
        .returns("Set KUBECONFIG.", problem -> problem.advice());
  }

  private static CacheStatus status(State state) {
    return new CacheStatus(
        ResourceKind.namespaced("velero.io", "v1", "backups", "Backup"),
        "velero",
        state,
        NOW,
        state == State.STARTING || state == State.ABSENT ? null : NOW,
        state == State.LIVE ? null : FAILURE);
  }

  private static ClusterConnection cluster(Optional<ClusterConnection.NotConfigured> missing) {
    return new ClusterConnection() {
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
        return missing;
      }

      @Override
      public ServerStatus server() {
        return new ServerStatus("v1.31.2", null, null, Duration.ZERO);
      }
    };
  }
}
