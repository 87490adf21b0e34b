package dev.signalbox.snapshots;

import dev.signalbox.velero.health.HealthCheck;
import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import dev.signalbox.velero.status.SnapshotHealth.Checked;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checklist of Velero's parts, each with cause, remedy and command.
 *
 * @param unavailable whether no snapshot can be taken
 * @param hasFindings whether a check failed
 * @param hidden number of checks that are not shown
 */
record HealthPanel(
    String title, boolean unavailable, boolean hasFindings, List<Line> lines, int hidden) {

  /** Parts without which no snapshot can be taken. */
  private static final Set<Subject> REQUIRED =
      Set.of(
          Subject.API, Subject.NAMESPACE, Subject.SERVER, Subject.STORAGE_LOCATION, Subject.PLUGIN);

  /**
   * A line of the checklist.
   *
   * @param command null for none
   * @param link the page on which the finding is corrected, or null
   */
  record Line(
      String title,
      StatusLabel status,
      String finding,
      String remedy,
      @Nullable String command,
      @Nullable Link link) {}

  /** A link to a page. */
  record Link(String label, String url) {}

  static HealthPanel of(Checked checked) {
    List<HealthCheck> checks = checked.health().checks();
    boolean unavailable =
        checks.stream().anyMatch(check -> isError(check) && REQUIRED.contains(check.subject()));
    boolean findings =
        unavailable || checks.stream().anyMatch(check -> isFinding(check, checked.isProbed()));
    return new HealthPanel(
        unavailable
            ? "Snapshots are not available"
            : findings ? "Velero needs attention" : "Health",
        unavailable,
        findings,
        checks.stream().map(check -> line(check, checked.isProbed())).toList(),
        0);
  }

  /** Returns the panel for the list: only the checks with findings, if there are any. */
  HealthPanel shortened() {
    List<Line> findings =
        lines.stream()
            .filter(
                line ->
                    line.status().tone() == StatusTone.BAD
                        || line.status().tone() == StatusTone.WARN)
            .toList();
    return findings.isEmpty()
        ? this
        : new HealthPanel(
            title, unavailable, hasFindings, findings, lines.size() - findings.size());
  }

  private static boolean isError(HealthCheck check) {
    return check.level() == Level.ERROR;
  }

  /** Before the server was asked, a missing response means nothing. */
  private static boolean isFinding(HealthCheck check, boolean probed) {
    return isError(check)
        || (check.level() == Level.WARNING && (probed || check.subject() != Subject.RESPONSE));
  }

  private static Line line(HealthCheck check, boolean probed) {
    boolean waiting = !probed && check.subject() == Subject.RESPONSE && !isError(check);
    return new Line(
        title(check.subject()),
        waiting ? StatusLabel.unknown("Checking") : status(check.level()),
        waiting ? "Waiting for the response of the server." : check.finding(),
        waiting ? "" : check.remedy(),
        check.command().isEmpty() || waiting ? null : check.command(),
        check.level() == Level.OK || waiting ? null : link(check.subject()));
  }

  private static @Nullable Link link(Subject subject) {
    return switch (subject) {
      case API, SERVER, RESPONSE, PLUGIN ->
          new Link("Steps to install Velero", "/snapshots/setup?step=install");
      case NAMESPACE -> null;
      case NODE_AGENTS -> new Link("Check the node agents", "/snapshots/setup?step=node-agents");
      case STORAGE_LOCATION, CREDENTIALS, REPOSITORIES ->
          new Link("Storage locations", "/snapshots/locations");
    };
  }

  private static StatusLabel status(Level level) {
    return switch (level) {
      case OK -> StatusLabel.ok("OK");
      case WARNING -> StatusLabel.warn("Warning");
      case ERROR -> StatusLabel.bad("Failed");
      case UNKNOWN -> StatusLabel.unknown("Unknown");
    };
  }

  private static String title(Subject subject) {
    return switch (subject) {
      case API -> "Custom resources";
      case NAMESPACE -> "Namespace of Velero";
      case SERVER -> "Velero server";
      case RESPONSE -> "Response of the server";
      case STORAGE_LOCATION -> "Storage location";
      case PLUGIN -> "Plugin";
      case CREDENTIALS -> "Credentials";
      case NODE_AGENTS -> "Node agents";
      case REPOSITORIES -> "Repositories";
    };
  }
}
