package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Validates schedules and creates their backups. */
final class ScheduleController {

  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final Set<String> BLOCKING = Set.of("", "New", "InProgress");

  private final VeleroServerState state;

  ScheduleController(VeleroServerState state) {
    this.state = state;
  }

  void reconcile() {
    for (ObjectNode schedule : state.list("schedules")) {
      boolean paused =
          state.version().pausesSchedules()
              && schedule.path("spec").path("paused").asBoolean(false);
      if (!paused) {
        reconcile(schedule);
      }
    }
  }

  private void reconcile(ObjectNode schedule) {
    try {
      boolean due = isDue(schedule);
      if (!VeleroServerState.phase(schedule).equals("Enabled")) {
        state.updateStatus("schedules", schedule, status -> status.put("phase", "Enabled"));
      }
      if (skips(schedule)) {
        skip(schedule);
      } else if (due && !overlaps(schedule)) {
        submit(schedule);
      }
    } catch (IllegalArgumentException e) {
      state.updateStatus(
          "schedules",
          schedule,
          status -> {
            status.put("phase", "FailedValidation");
            status.putArray("validationErrors").add(e.getMessage());
          });
    }
  }

  private boolean skips(JsonNode schedule) {
    return state.version().pausesSchedules()
        && schedule.path("spec").path("skipImmediately").asBoolean(false);
  }

  private void skip(ObjectNode schedule) {
    state.update(
        "schedules",
        schedule,
        one -> {
          ObjectJson.member(one, "spec").put("skipImmediately", false);
          ObjectJson.member(one, "status").put("lastSkipped", state.time(state.now()));
        });
  }

  private boolean isDue(JsonNode schedule) {
    Instant created = VeleroServerState.time(schedule, "/metadata/creationTimestamp", state.now());
    Instant last = VeleroServerState.time(schedule, "/status/lastBackup", created);
    Instant skipped = VeleroServerState.time(schedule, "/status/lastSkipped", last);
    Instant next =
        CronExpressions.next(
            schedule.path("spec").path("schedule").asString(""),
            skipped.isAfter(last) ? skipped : last);
    // a date that never comes gives the zero time, which is always due
    return next == null || !next.isAfter(state.now());
  }

  private boolean overlaps(JsonNode schedule) {
    return state.version().pausesSchedules()
        && state
            .list("backups", VeleroServerState.SCHEDULE_NAME, ObjectJson.name(schedule))
            .stream()
            .anyMatch(one -> BLOCKING.contains(VeleroServerState.phase(one)));
  }

  private void submit(ObjectNode schedule) {
    String name = ObjectJson.name(schedule);
    ObjectNode backup = state.object("Backup", name + "-" + SUFFIX.format(state.now()));
    JsonNode template = schedule.path("spec").path("template");
    ObjectNode labels = ObjectJson.member(ObjectJson.metadata(backup), "labels");
    JsonNode given = template.path("metadata").path("labels");
    copy(given.isMissingNode() ? schedule.path("metadata").path("labels") : given, labels);
    labels.put(VeleroServerState.SCHEDULE_NAME, name);
    copy(
        schedule.path("metadata").path("annotations"),
        ObjectJson.member(ObjectJson.metadata(backup), "annotations"));
    ObjectNode spec = backup.putObject("spec");
    copy(template, spec);
    if (schedule.path("spec").path("useOwnerReferencesInBackup").asBoolean(false)) {
      ObjectJson.metadata(backup)
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", "velero.io/v1")
          .put("kind", "Schedule")
          .put("name", name)
          .put("uid", ObjectJson.uid(schedule))
          .put("controller", true);
    }
    synchronized (state.objects()) {
      if (state.find("backups", ObjectJson.name(backup)).isEmpty()) {
        state.objects().create(backup);
      }
    }
    state.updateStatus(
        "schedules", schedule, status -> status.put("lastBackup", state.time(state.now())));
  }

  private static void copy(JsonNode from, ObjectNode to) {
    from.properties().forEach(member -> to.set(member.getKey(), member.getValue().deepCopy()));
  }
}
