package dev.signalbox.sandbox;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.EventStore;
import dev.signalbox.audit.NewEvent;
import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Inserts audit events of the last 40 days as the CI server sends them: builds, contexts and users.
 */
final class SandboxAuditLog {

  private static final int EVENTS = 12_000;
  private static final int BATCH_SIZE = 1_000;
  private static final Duration PAST = Duration.ofDays(40);
  private static final List<String> ACTIONS =
      List.of(
          "workflow.job.scheduled",
          "workflow.job.start",
          "workflow.job.finish",
          "workflow.job.start",
          "workflow.job.finish",
          "workflow.job.approve",
          "context.secrets.accessed",
          "context.env_var.store",
          "context.create",
          "project.env_var.create",
          "project.env_var.delete",
          "project.settings.update",
          "user.logged_in",
          "user.logged_out");
  private static final List<String> PROJECTS =
      List.of(
          "acme/points", "acme/interlocking", "acme/timetable", "acme-labs/signals", "acme/web");

  private final EventStore store;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SandboxAuditLog(EventStore store, TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Inserts the events. Ids are constant, so a second call adds nothing. */
  @PostConstruct
  void insert() {
    Random random = new Random(1825);
    Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS);
    List<NewEvent> pending = new ArrayList<>();
    for (int n = 0; n < EVENTS; n++) {
      pending.add(event(n, end, random));
      if (pending.size() == BATCH_SIZE) {
        List<NewEvent> batch = List.copyOf(pending);
        transaction.executeWithoutResult(
            status -> store.add(batch, Actor.user("installation", "the installation")));
        pending.clear();
      }
    }
  }

  private static NewEvent event(int n, Instant end, Random random) {
    String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
    int index = random.nextInt(AcmeInstallation.colleagues().size());
    String user = AcmeInstallation.colleagues().get(index);
    String project = PROJECTS.get(random.nextInt(PROJECTS.size()));
    // few events at night
    long seconds = PAST.toSeconds() * n / EVENTS;
    Instant at = end.minus(PAST).plusSeconds(seconds).plusNanos(random.nextInt(1_000_000_000));
    int hour = (int) (at.getEpochSecond() / 3600 % 24);
    if (hour < 6) {
      at = at.minus(Duration.ofHours(8 + random.nextInt(8)));
    }
    boolean success = random.nextInt(40) != 0;
    int build = 48_000 + n / 3;
    String actor =
        "{\"id\":\"%d\",\"type\":\"user\",\"name\":\"%s\"}".formatted(2000 + index, user);
    String target =
        "{\"id\":\"%s\",\"type\":\"project\",\"name\":\"%s\"}"
            .formatted(id("project " + project), project);
    String request = "req-" + build;
    return new NewEvent(
        id("event " + n),
        action,
        at.toString(),
        at.truncatedTo(ChronoUnit.MICROS),
        1,
        success,
        new NewEvent.Json(
            actor,
            target,
            "{\"build\":%d,\"branch\":\"%s\",\"status\":\"%s\"}"
                .formatted(
                    build,
                    n % 4 == 0 ? "main" : "feature/" + n % 90,
                    success ? "success" : "failed"),
            "{}",
            "{\"id\":\"acme\",\"type\":\"account\",\"name\":\"acme\"}",
            "{\"id\":\"" + request + "\"}"),
        new NewEvent.Keys(
            String.valueOf(2000 + index),
            user,
            "project",
            id("project " + project).toString(),
            project,
            request));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
