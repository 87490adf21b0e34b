package dev.signalbox.kubernetes.ui;

import dev.signalbox.kubernetes.ApiDiscovery.Outdated;
import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The freshness banner of pages that show Kubernetes objects, rendered by {@code
 * components/freshness}. If a page uses several caches, the banner describes the worst one.
 */
public final class KubernetesFreshness {

  private KubernetesFreshness() {}

  /**
   * Describes how current the objects of a page are.
   *
   * @param caches the status of each cache that the page uses; at least one
   * @param outdated the capabilities or permissions that can't be read again
   */
  public static FreshnessBanner of(
      ClusterConnection cluster,
      Clock clock,
      List<CacheStatus> caches,
      Optional<Outdated> outdated) {
    Optional<NotConfigured> notConfigured = cluster.notConfigured();
    if (notConfigured.isPresent()) {
      return new FreshnessBanner(
          StatusLabel.off("Kubernetes is not configured"), "", problem(notConfigured.get()));
    }
    CacheStatus worst =
        caches.stream()
            .max(Comparator.comparingInt(status -> severity(status.state())))
            .orElseThrow();
    FreshnessBanner banner =
        new FreshnessBanner(
            label(worst), summary(cluster, caches, worst, clock), problem(worst, clock));
    return outdated.map(one -> withOutdated(banner, one, clock)).orElse(banner);
  }

  private static int severity(State state) {
    return switch (state) {
      case LIVE -> 0;
      case STARTING -> 1;
      case ABSENT -> 2;
      case FORBIDDEN -> 3;
      case STALE -> 4;
      case NOT_CONFIGURED -> 5;
    };
  }

  private static @Nullable StatusLabel label(CacheStatus status) {
    return switch (status.state()) {
      case LIVE -> null;
      case STARTING -> StatusLabel.waiting("First sync in progress");
      case ABSENT -> StatusLabel.off(status.kind().qualifiedName() + " not installed");
      case FORBIDDEN -> StatusLabel.bad("No permission to list " + status.kind().qualifiedName());
      case STALE -> StatusLabel.bad("Stale since " + TimestampView.timeOfDay(status.since()));
      case NOT_CONFIGURED -> StatusLabel.off("Kubernetes is not configured");
    };
  }

  private static String summary(
      ClusterConnection cluster, List<CacheStatus> caches, CacheStatus worst, Clock clock) {
    StringJoiner parts = new StringJoiner(" · ");
    @Nullable String version = cluster.server().version();
    parts.add(version == null ? "Kubernetes" : "Kubernetes " + version);
    switch (worst.state()) {
      case LIVE -> parts.add("live");
      case STALE, ABSENT, FORBIDDEN -> parts.add("retrying automatically");
      case STARTING -> {
        return parts.add("loading " + worst.kind().qualifiedName()).toString();
      }
      case NOT_CONFIGURED -> {}
    }
    caches.stream()
        .map(CacheStatus::confirmedAt)
        .filter(Objects::nonNull)
        .min(Comparator.<Instant>naturalOrder())
        .ifPresent(at -> parts.add("updated " + TimestampView.of(at, clock).relative()));
    return parts.toString();
  }

  /** Adds that buttons follow earlier capabilities and permissions. */
  private static FreshnessBanner withOutdated(
      FreshnessBanner banner, Outdated outdated, Clock clock) {
    String from = "capabilities and permissions from " + TimestampView.timeOfDay(outdated.readAt());
    return new FreshnessBanner(
        banner.status() == null ? StatusLabel.warn("Permissions not refreshed") : banner.status(),
        banner.summary() + " · " + from,
        banner.problem() == null
            ? new ProblemPanel(
                "Capabilities and permissions can't be read – using those from "
                    + TimestampView.timeOfDay(outdated.readAt()),
                "to " + outdated.failure().tried(),
                outdated.failure().response(),
                outdated.failure().advice(),
                TimestampView.of(outdated.failure().at(), clock),
                null)
            : banner.problem());
  }

  private static ProblemPanel problem(NotConfigured reason) {
    return new ProblemPanel(
        "Kubernetes is not configured",
        "to find the credentials of a Kubernetes cluster",
        reason.response(),
        reason.advice(),
        null,
        null);
  }

  private static @Nullable ProblemPanel problem(CacheStatus status, Clock clock) {
    CacheStatus.@Nullable Failure failure = status.failure();
    return failure == null || status.isLive()
        ? null
        : new ProblemPanel(
            title(status),
            "to " + failure.tried(),
            failure.response(),
            failure.advice(),
            TimestampView.of(status.since(), clock),
            null);
  }

  private static String title(CacheStatus status) {
    String objects = status.kind().qualifiedName();
    @Nullable Instant confirmedAt = status.confirmedAt();
    String data =
        confirmedAt == null ? "" : " – showing data from " + TimestampView.timeOfDay(confirmedAt);
    return switch (status.state()) {
      case ABSENT -> "The API server does not serve " + objects;
      case FORBIDDEN -> "No permission to list " + objects + data;
      case STALE -> "Updates of " + objects + " are interrupted" + data;
      case STARTING, LIVE, NOT_CONFIGURED -> "No " + objects + " read yet";
    };
  }
}
