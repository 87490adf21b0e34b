package dev.signalbox.overview;

import dev.signalbox.web.HealthSource;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Row;
import dev.signalbox.web.SummaryPanelSource;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel with the health of each system that the installation needs. */
@Component
@Order(10)
class InstallationHealthPanel implements SummaryPanelSource {

  private static final Logger log = LoggerFactory.getLogger(InstallationHealthPanel.class);

  private final List<HealthSource> sources;

  InstallationHealthPanel(List<HealthSource> sources) {
    this.sources = sources;
  }

  @Override
  public Header header() {
    return new Header(
        "health",
        "Installation health",
        sources.stream().map(HealthSource::topic).distinct().collect(Collectors.joining(" ")),
        "View servers",
        "/nomad/servers");
  }

  @Override
  public SummaryPanel panel() {
    List<Row> rows = sources.stream().map(InstallationHealthPanel::health).toList();
    return SummaryPanel.ofRows(rows).withStatus(summary(rows));
  }

  private static Row health(HealthSource source) {
    try {
      return source.health();
    } catch (RuntimeException e) {
      log.warn("Could not read the health of {}", source.name(), e);
      return new Row(
          StatusLabel.unknown("Unknown"), source.name(), "could not be read", null, null);
    }
  }

  private static StatusLabel summary(List<Row> rows) {
    long failing = rows.stream().filter(row -> row.status().tone() == StatusTone.BAD).count();
    if (failing > 0) {
      return StatusLabel.bad("%,d of %,d failing".formatted(failing, rows.size()));
    }
    return rows.stream().anyMatch(row -> row.status().tone() == StatusTone.WARN)
        ? StatusLabel.warn("Degraded")
        : StatusLabel.ok("Healthy");
  }
}
