package dev.signalbox.velero.state;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.coverage.ExpectedVolume;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was recorded about backups while they existed. Implementations return from memory. */
public interface RecordedBackups {

  /**
   * Returns the volumes that a backup which Signalbox did not create was expected to save, or null
   * if they were not recorded.
   */
  @Nullable List<ExpectedVolume> expected(Backup backup);

  /**
   * Returns the starts of the runs of the last days, also those whose backups are deleted.
   *
   * @param schedule label value of the schedule
   */
  List<Instant> runs(String schedule);
}
