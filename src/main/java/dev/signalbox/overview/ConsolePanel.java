package dev.signalbox.overview;

import dev.signalbox.coordination.ConsoleInstance;
import dev.signalbox.coordination.InstanceRegistry;
import dev.signalbox.coordination.InstanceRegistry.DatabaseFacts;
import dev.signalbox.velero.Backup;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanel.Row;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the console itself: instances, versions, database and its last backup. */
@Component
@Order(80)
class ConsolePanel implements SummaryPanelSource {

  /** The chapter about backups of the console's database. */
  private static final String DOCUMENTATION =
      "https://github.com/signalbox-dev/signalbox/blob/main/docs/operations-guide.md"
          + "#back-up-the-console";

  private final InstanceRegistry registry;
  private final DatabaseBackup backups;
  private final List<HealthSource> systems;
  private final Clock clock;

  ConsolePanel(
      InstanceRegistry registry, DatabaseBackup backups, List<HealthSource> systems, Clock clock) {
    this.registry = registry;
    this.backups = backups;
    this.systems = systems;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header(
        "console", "Console", InstanceRegistry.TOPIC, "View changes", "/audit?source=signalbox");
  }

  @Override
  public SummaryPanel panel() {
    List<ConsoleInstance> instances = registry.findAll();
    List<String> versions = instances.stream().map(ConsoleInstance::version).distinct().toList();
    DatabaseFacts facts = registry.databaseFacts();
    return SummaryPanel.ofFigures(
            new Figure(
                "Instances",
                "%,d".formatted(instances.stream().filter(ConsoleInstance::isAlive).count()),
                version(versions),
                "#panel-console"),
            new Figure("Database", ByteSize.of(facts.bytes()), null, "#panel-console", true),
            lastBackup())
        .withStatus(status(instances, versions))
        .withRows(rows(instances, facts));
  }

  private static @Nullable String version(List<String> versions) {
    return switch (versions.size()) {
      case 0 -> null;
      case 1 -> versions.getFirst();
      default -> versions.size() + " versions";
    };
  }

  private List<Row> rows(List<ConsoleInstance> instances, DatabaseFacts facts) {
    List<Row> rows = new ArrayList<>();
    instances.forEach(instance -> rows.add(row(instance)));
    String versions =
        Stream.concat(
                Stream.of("PostgreSQL " + facts.version()),
                systems.stream().map(HealthSource::version).filter(Objects::nonNull))
            .collect(Collectors.joining(" · "));
    rows.add(new Row(StatusLabel.ok("Connected"), versions, null, null, null));
    return rows;
  }

  private Row row(ConsoleInstance instance) {
    return new Row(
        instance.isAlive()
            ? StatusLabel.ok("Running")
            : StatusLabel.warn(
                "Silent for " + TimestampView.formatDuration(instance.sinceHeartbeat())),
        instance.name() + " · " + instance.version(),
        "started",
        TimestampView.of(instance.startedAt(), clock),
        null);
  }

  private static @Nullable StatusLabel status(
      List<ConsoleInstance> instances, List<String> versions) {
    if (!instances.stream().allMatch(ConsoleInstance::isAlive)) {
      return StatusLabel.warn("Instance silent");
    }
    return versions.size() > 1 ? StatusLabel.warn("Different versions") : null;
  }

  private Figure lastBackup() {
    @Nullable Backup last = backups.last().orElse(null);
    if (last != null && last.sortTime() != null) {
      return new Figure(
          "Last backup",
          TimestampView.of(last.sortTime(), clock).relative(),
          "snapshot " + last.name(),
          "/snapshots/" + last.name(),
          true);
    }
    return backups.isInCluster()
        ? new Figure("Last backup", "None", "no complete snapshot", "/snapshots")
        : new Figure(
            "Last backup", "Unknown", "not made by Signalbox: see the docs", DOCUMENTATION);
  }
}
