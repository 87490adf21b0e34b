package dev.signalbox.velero.request;

import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Requests of test cases. */
final class RequestFixture {

  static final RequestOrigin ORIGIN = new RequestOrigin("r1", "admin", "before upgrade to 3.4.1");

  static final BackupTemplate FULL =
      new BackupTemplate(
          List.of("circleci-server"), Map.of(), true, "default", true, null, Duration.ofDays(30));

  static final BackupTemplate PARTIAL =
      new BackupTemplate(
          List.of("circleci-server"),
          Map.of("layer", "data", "app", "x"),
          null,
          "",
          false,
          false,
          null);

  private RequestFixture() {}

  static BackupRequest backup(BackupTemplate content) {
    return new BackupRequest(
        "velero", "instance", BackupKind.FULL, BackupTrigger.MANUAL, content, ORIGIN);
  }

  static ScheduleRequest schedule() {
    return new ScheduleRequest("velero", "nightly", BackupKind.FULL, "0 2 * * *", FULL, ORIGIN);
  }
}
