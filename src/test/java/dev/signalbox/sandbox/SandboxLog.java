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
 * What Acme's builds, contexts and people did in the last forty days, as the installation tells it.
 */
final class SandboxLog {

  private static final int EVENTS = 12_000;
  private static final int AT_ONCE = 1_000;
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

  SandboxLog(EventStore store, TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Tells it; the ids are the same each time, so a second telling adds nothing. */
  @PostConstruct
  void tell() {
    Random chance = new Random(1825);
    Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS);
    List<NewEvent> some = new ArrayList<>();
    for (int n = 0; n < EVENTS; n++) {
      some.add(event(n, end, chance));
      if (some.size() == AT_ONCE) {
        List<NewEvent> batch = List.copyOf(some);
        transaction.executeWithoutResult(
            status -> store.add(batch, Actor.user("installation", "the installation")));
        some.clear();
      }
    }
  }

  private static NewEvent event(int n, Instant end, Random chance) {
    String action = ACTIONS.get(chance.nextInt(ACTIONS.size()));
    int who = chance.nextInt(Installation.colleagues().size());
    String person = Installation.colleagues().get(who);
    String project = PROJECTS.get(chance.nextInt(PROJECTS.size()));
    // nights are quiet
    long seconds = PAST.toSeconds() * n / EVENTS;
    Instant at = end.minus(PAST).plusSeconds(seconds).plusNanos(chance.nextInt(1_000_000_000));
    int hour = (int) (at.getEpochSecond() / 3600 % 24);
    if (hour < 6) {
      at = at.minus(Duration.ofHours(8 + chance.nextInt(8)));
    }
    boolean success = chance.nextInt(40) != 0;
    int build = 48_000 + n / 3;
    String actor =
        "{\"id\":\"%d\",\"type\":\"user\",\"name\":\"%s\"}".formatted(2000 + who, person);
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
            String.valueOf(2000 + who),
            person,
            "project",
            id("project " + project).toString(),
            project,
            request));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
