package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fixture data of Velero at Acme: two schedules and 25 backups of five weeks, among them a partial,
 * a failed and a running one, one made by KOTS, one of another cluster and one with a phase that
 * this version does not know.
 */
public final class VeleroFixtureData {

  /** The schedule that runs each night at 02:00. */
  public static final String DAILY = "instance-daily";

  /** The schedule that runs on Sundays at 03:00. */
  public static final String WEEKLY = "instance-weekly";

  /** A manual backup before an upgrade, with a reason. */
  public static final String MANUAL = "instance-p8nz2";

  /** Made by the KOTS admin console. */
  public static final String KOTS = "instance-x7k2p";

  /** In progress for two minutes. */
  public static final String RUNNING = "instance-r4w9c";

  /** Failed to upload. */
  public static final String FAILED = "instance-f6h3j";

  /** Made in another cluster that uses the same bucket. */
  public static final String FOREIGN = "circleci-eu-nightly";

  /** Has the phase {@link #UNKNOWN_PHASE}. */
  public static final String UNKNOWN = "instance-q2v5d";

  /** A phase that no version of Velero has. */
  public static final String UNKNOWN_PHASE = "Quarantined";

  /** A restore of {@link #MANUAL} with the velero CLI, with a warning. */
  public static final String RESTORE = "instance-p8nz2-by-cli";

  /** How many days ago the partial daily backup was made. */
  public static final int PARTIAL_DAYS_AGO = 4;

  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final String KIND = "signalbox.dev/kind";
  private static final int DAILIES = 12;
  private static final int WEEKLIES = 5;

  private final VeleroServerState state;
  private final Instant now;

  private VeleroFixtureData(VeleroServerState state) {
    this.state = state;
    this.now = state.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Adds the data to an installed server. One node agent is pending. */
  public static void load(FakeVelero velero) {
    VeleroFixtureData data = new VeleroFixtureData(velero.state());
    data.addSchedules();
    data.addScheduledBackups();
    data.addManualBackups();
    data.addUnusualBackups();
    data.addRestore();
    velero.writeFiles();
    velero.setAgentPending(
        KubernetesFixtureData.NODES.getLast(),
        "0/3 nodes are available: 1 Insufficient memory, 2 node(s) didn't match Pod's node"
            + " affinity/selector.");
    data.addRunningBackup();
  }

  private void addSchedules() {
    addSchedule(DAILY, "0 2 * * *", "720h0m0s", lastDaily(0));
    addSchedule(WEEKLY, "0 3 * * 0", "2160h0m0s", lastWeekly(0));
  }

  private void addSchedule(String name, String cron, String ttl, Instant lastBackup) {
    ObjectNode schedule = state.object("Schedule", name);
    ObjectJson.metadata(schedule).put("creationTimestamp", time(now.minus(Duration.ofDays(40))));
    label(schedule, KIND, "full");
    ObjectNode spec = schedule.putObject("spec").put("schedule", cron);
    if (state.version().pausesSchedules()) {
      spec.put("paused", false).put("skipImmediately", false);
    }
    spec.put("useOwnerReferencesInBackup", false).set("template", backupSpec(ttl));
    schedule
        .putObject("status")
        .put("phase", "Enabled")
        .put("lastBackup", time(lastBackup.plusSeconds(20)));
    state.objects().create(schedule);
  }

  private void addScheduledBackups() {
    for (int i = DAILIES - 1; i >= 0; i--) {
      boolean partial = i == PARTIAL_DAYS_AGO;
      addScheduled(DAILY, lastDaily(i), "720h0m0s", partial);
    }
    for (int i = WEEKLIES - 1; i >= 0; i--) {
      addScheduled(WEEKLY, lastWeekly(i), "2160h0m0s", false);
    }
  }

  private void addScheduled(String schedule, Instant planned, String ttl, boolean partial) {
    Instant start = planned.plusSeconds(20);
    ObjectNode backup = backup(schedule + "-" + SUFFIX.format(start), start, ttl);
    label(backup, VeleroServerState.SCHEDULE_NAME, schedule);
    // Velero copies the labels of the schedule
    label(backup, KIND, "full");
    end(backup, partial ? "PartiallyFailed" : "Completed", start, 2);
  }

  private void addManualBackups() {
    Instant beforeUpgrade = now.minus(Duration.ofHours(50));
    ObjectNode manual = bySignalbox(MANUAL, beforeUpgrade, "2160h0m0s");
    ObjectJson.member(ObjectJson.metadata(manual), "annotations")
        .put("signalbox.dev/reason", "Upgrade to 3.5");
    end(manual, "Completed", beforeUpgrade, 2);
    Instant failure = now.minus(Duration.ofDays(6)).minus(Duration.ofHours(3));
    ObjectNode failed = bySignalbox(FAILED, failure, "720h0m0s");
    failed
        .putObject("status")
        .put("failureReason", "error uploading backup: rpc error: AccessDenied: Access Denied");
    end(failed, "Failed", failure, 0);
    Instant cli = now.minus(Duration.ofDays(15));
    ObjectNode byCli = backup("before-postgres-12-upgrade", cli, "720h0m0s");
    ((ObjectNode) byCli.path("spec")).remove(state.version().defaultVolumesField());
    end(byCli, "Completed", cli, 0);
    Instant expired = now.minus(Duration.ofDays(31));
    end(bySignalbox("instance-b8t6s", expired, "720h0m0s"), "Completed", expired, 2);
  }

  private void addRestore() {
    Instant start = now.minus(Duration.ofHours(30));
    ObjectNode restore = state.object("Restore", RESTORE);
    ObjectJson.metadata(restore).put("creationTimestamp", time(start));
    restore.putObject("spec").put("backupName", MANUAL).put("restorePVs", true);
    ObjectNode status = restore.putObject("status");
    status
        .put("phase", "Completed")
        .put("startTimestamp", time(start))
        .put("completionTimestamp", time(start.plusSeconds(95)))
        .put("warnings", 1);
    status.putObject("progress").put("totalItems", 64).put("itemsRestored", 64);
    state.objects().create(restore);
  }

  private void addUnusualBackups() {
    Instant kotsTime = now.minus(Duration.ofDays(20));
    ObjectNode kots = backup(KOTS, kotsTime, "720h0m0s");
    ObjectJson.member(ObjectJson.metadata(kots), "annotations")
        .put("kots.io/instance", "true")
        .put("kots.io/snapshot-trigger", "manual")
        .put("kots.io/snapshot-requested", time(kotsTime))
        .put("kots.io/apps-sequences", "{\"circleci-server\":14}")
        .put("kots.io/apps-versions", "{\"circleci-server\":\"3.4.0\"}")
        .put("kots.io/kotsadm-image", "kotsadm/kotsadm:v1.65.0")
        .put("kots.io/kotsadm-deploy-namespace", "circleci-server")
        .put("kots.io/is-airgap", "false");
    end(kots, "Completed", kotsTime, 2);
    Instant foreignTime = now.minus(Duration.ofDays(13));
    ObjectNode foreign = backup(FOREIGN, foreignTime, "8766h0m0s");
    // imported from the bucket after its end
    ObjectJson.metadata(foreign)
        .put("creationTimestamp", time(foreignTime.plus(Duration.ofHours(1))));
    ObjectJson.member(ObjectJson.metadata(foreign), "annotations")
        .put("velero.io/source-cluster-k8s-gitversion", "v1.27.16-gke.1051000")
        .put("velero.io/source-cluster-k8s-minor-version", "27");
    foreign.withObject("/spec").putArray("includedNamespaces").add("circleci-eu");
    end(foreign, "Completed", foreignTime, 0);
    Instant unknownTime = now.minus(Duration.ofDays(9)).minus(Duration.ofHours(5));
    end(bySignalbox(UNKNOWN, unknownTime, "720h0m0s"), UNKNOWN_PHASE, unknownTime, 0);
  }

  private void addRunningBackup() {
    Instant start = now.minus(Duration.ofMinutes(2));
    ObjectNode backup = bySignalbox(RUNNING, start, "720h0m0s");
    ObjectNode status = backup.putObject("status");
    status
        .put("phase", "InProgress")
        .put("startTimestamp", time(start))
        .put("expiration", time(start.plus(Duration.ofDays(30))));
    status.putObject("progress").put("totalItems", 64).put("itemsBackedUp", 41);
    int withoutAgent = volumes(backup).size() - savedVolumes(backup).size();
    if (withoutAgent > 0) {
      status.put("errors", withoutAgent);
    }
    ObjectNode created = state.objects().create(backup);
    addVolumes(created, start, "InProgress");
  }

  /** Creates a full backup as the page that takes snapshots does. */
  private ObjectNode bySignalbox(String name, Instant start, String ttl) {
    ObjectNode backup = backup(name, start, ttl);
    label(backup, KIND, "full");
    label(backup, "signalbox.dev/trigger", "manual");
    return backup;
  }

  private static void label(ObjectNode object, String name, String value) {
    ObjectJson.member(ObjectJson.metadata(object), "labels").put(name, value);
  }

  private ObjectNode backup(String name, Instant start, String ttl) {
    ObjectNode backup = state.object("Backup", name);
    ObjectNode metadata = ObjectJson.metadata(backup);
    metadata.put("creationTimestamp", time(start));
    metadata.putObject("labels").put(VeleroServerState.STORAGE_LOCATION, "default");
    metadata
        .putObject("annotations")
        .put("velero.io/source-cluster-k8s-gitversion", "v1.29.8-eks-a737599")
        .put("velero.io/source-cluster-k8s-major-version", "1")
        .put("velero.io/source-cluster-k8s-minor-version", "29+");
    backup.set("spec", backupSpec(ttl));
    return backup;
  }

  private ObjectNode backupSpec(String ttl) {
    ObjectNode spec = ObjectJson.parse("{}");
    spec.putArray("includedNamespaces").add(KubernetesFixtureData.NAMESPACE);
    return spec.put("includeClusterResources", true)
        .put("storageLocation", "default")
        .put("ttl", ttl)
        .put(state.version().defaultVolumesField(), true);
  }

  private void end(ObjectNode backup, String phase, Instant start, int warnings) {
    boolean partial = phase.equals("PartiallyFailed");
    Duration ttl = GoDurations.parse(backup.at("/spec/ttl").asString(""));
    ObjectNode status = ObjectJson.member(backup, "status");
    status
        .put("phase", phase)
        .put("version", 1)
        .put("formatVersion", "1.1.0")
        .put("startTimestamp", time(start))
        .put("completionTimestamp", time(start.plusSeconds(412)))
        .put("expiration", time(start.plus(ttl)));
    status.putObject("progress").put("totalItems", 64).put("itemsBackedUp", 64);
    if (warnings > 0) {
      status.put("warnings", warnings);
    }
    if (partial) {
      status.put("errors", 1);
    }
    ObjectNode created = state.objects().create(backup);
    boolean hasVolumes = backup.path("spec").has(state.version().defaultVolumesField());
    if (hasVolumes && !ObjectJson.name(backup).equals(FOREIGN)) {
      addVolumes(created, start, partial ? "PartiallyFailed" : "Completed");
    }
  }

  private void addVolumes(ObjectNode backup, Instant start, String phase) {
    PodVolumeBackupController podVolumes = new PodVolumeBackupController(state);
    savedVolumes(backup).forEach(volume -> podVolumes.create(backup, volume));
    List<ObjectNode> pvbs = podVolumes.of(backup);
    for (int i = 0; i < pvbs.size(); i++) {
      boolean last = i == pvbs.size() - 1;
      if (phase.equals("InProgress")) {
        setRunning(pvbs.get(i), start, i);
      } else {
        setEnded(pvbs.get(i), start, last && phase.equals("PartiallyFailed"));
      }
    }
  }

  private List<VolumeSelection.Volume> volumes(ObjectNode backup) {
    return new VolumeSelection(state)
        .of(backup.path("spec")).stream().filter(volume -> !volume.claim().isEmpty()).toList();
  }

  /** From 1.10 on, volumes on nodes without an agent fail at once. */
  private List<VolumeSelection.Volume> savedVolumes(ObjectNode backup) {
    VolumeSelection selection = new VolumeSelection(state);
    return volumes(backup).stream()
        .filter(volume -> !state.version().hasNodeAgent() || selection.hasAgent(volume.node()))
        .toList();
  }

  private void setRunning(ObjectNode pvb, Instant start, int index) {
    if (index == 0) {
      setEnded(pvb, start, false);
    } else if (index == 1) {
      state.updateStatus(
          "podvolumebackups",
          pvb,
          status -> {
            status.put("phase", "InProgress").put("startTimestamp", time(now.minusSeconds(40)));
            long total = grown(pvb, start);
            status.putObject("progress").put("totalBytes", total).put("bytesDone", total / 3);
          });
    }
  }

  private void setEnded(ObjectNode pvb, Instant start, boolean failed) {
    long total = grown(pvb, start);
    state.updateStatus(
        "podvolumebackups",
        pvb,
        status -> {
          status
              .put("phase", failed ? "Failed" : "Completed")
              .put("startTimestamp", time(start.plusSeconds(10)))
              .put("completionTimestamp", time(start.plusSeconds(400)));
          status
              .putObject("progress")
              .put("totalBytes", total)
              .put("bytesDone", failed ? total / 2 : total);
          if (failed) {
            status.put("message", "error running kopia backup: input/output error");
          } else {
            status.put("snapshotID", ObjectJson.uid(pvb).replace("-", ""));
          }
        });
  }

  /** The volumes grow by half a percent each day. */
  private long grown(ObjectNode pvb, Instant start) {
    String claim = pvb.path("metadata").path("annotations").path("velero.io/pvc-name").asString("");
    long bytes =
        state
            .objects()
            .find("persistentvolumeclaims", pvb.at("/spec/pod/namespace").asString(""), claim)
            .map(VolumeSizes::usedBytes)
            .orElse(1L << 20);
    long days = Duration.between(start, now).toDays();
    return bytes - bytes * days / 200;
  }

  private Instant lastDaily(int daysAgo) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(2));
    Instant last = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    return last.minus(Duration.ofDays(daysAgo));
  }

  private Instant lastWeekly(int weeksAgo) {
    Instant sunday = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(3));
    while (sunday.isAfter(now) || sunday.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() != 7) {
      sunday = sunday.minus(Duration.ofDays(1));
    }
    return sunday.minus(Duration.ofDays(7L * weeksAgo));
  }

  private static String time(Instant time) {
    return ObjectJson.time(time);
  }
}
