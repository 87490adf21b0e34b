package dev.signalbox.velero.diagnosis;

import dev.signalbox.web.ShellQuoting;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Why an operation doesn't progress, with what the operator can do about it. */
public sealed interface StuckCause {

  /** Returns the words of the cause. */
  Advice advice();

  /** Returns what prevents the progress, in full sentences. */
  default String explanation() {
    return advice().explanation();
  }

  /** Returns what the operator can do, in full sentences. */
  default String remedy() {
    return advice().remedy();
  }

  /** Returns a command that shows or corrects the cause; empty if there is none. */
  default String command() {
    return advice().command();
  }

  /** Returns whether the operator only has to wait until it ends. */
  default boolean isOnlyWaiting() {
    return switch (this) {
      case WaitingForBackup waiting -> true;
      case InQueue queued -> true;
      case WaitingForGarbageCollection waiting -> true;
      case DeletionSlow slow -> true;
      default -> false;
    };
  }

  /** Returns whether it concerns the deletion of a backup. */
  default boolean isOfDeletion() {
    return this instanceof DeletionFailed
        || this instanceof DeletionAbandoned
        || this instanceof DeletionSlow;
  }

  /** Words of a cause. */
  record Advice(String explanation, String remedy, String command) {

    Advice(String explanation, String remedy) {
      this(explanation, remedy, "");
    }
  }

  /**
   * The Velero server isn't running.
   *
   * @param reason such as {@code CrashLoopBackOff}, or empty
   */
  record ServerDown(String namespace, String reason) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "The Velero server is not running" + (reason.isEmpty() ? "." : ": " + reason + "."),
          "Check the pods and the log of the Deployment velero in " + namespace + ".",
          kubectl(namespace, "describe deployment/velero"));
    }
  }

  /** The server was restarted while the operation was in progress. */
  record ServerRestarted(String namespace, Instant at, boolean outOfMemory) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          outOfMemory
              ? "The Velero server ran out of memory and was restarted during the operation."
              : "The Velero server was restarted during the operation.",
          (outOfMemory ? "Raise the memory limit of the server. " : "")
              + "Since 1.9, Velero marks the operation as Failed when it starts; before, it stays"
              + " InProgress: delete it and start it again.",
          kubectl(namespace, "logs deployment/velero --previous --tail=100"));
    }
  }

  /** Velero before 1.18 runs one backup at a time. */
  record WaitingForBackup(String runningBackup) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "It waits for " + runningBackup + ": Velero before 1.18 runs one backup at a time.",
          "Wait until " + runningBackup + " has finished.",
          "velero backup describe " + ShellQuoting.of(runningBackup));
    }
  }

  /** Velero 1.18 queues backups of the same namespaces. */
  record InQueue(long position) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          position > 0
              ? "It is number " + position + " in Velero's queue."
              : "It is in Velero's queue.",
          "Wait for the running backups, in particular those of the same namespaces.",
          "velero backup get");
    }
  }

  /** The server runs, but hasn't started the operation. */
  record NotPickedUp(String namespace) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "The Velero server runs but has not started the operation.",
          "Check the server's log in " + namespace + ", and that only one Velero watches it.",
          kubectl(namespace, "logs deployment/velero --tail=100"));
    }
  }

  /** Velero rejected the resource. */
  record Invalid(List<String> errors) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "Velero rejected it: " + String.join("; ", errors),
          "Correct the cause and start it again; Velero doesn't retry.");
    }
  }

  /** Volumes wait for a node agent or make no progress; never empty. */
  record VolumesStalled(String namespace, List<StalledVolume> volumes) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          (volumes.size() == 1
                  ? "1 volume makes no progress. "
                  : volumes.size() + " volumes make no progress. ")
              + volumes.stream()
                  .map(volume -> volume.volume() + ": " + volume.reason())
                  .collect(Collectors.joining(" ")),
          "Check the node agents on these nodes, and the free CPU and memory of the nodes.",
          kubectl(namespace, "get pods -l 'name in (node-agent,restic)' -o wide"));
    }
  }

  /** CSI snapshots are being taken or uploaded. */
  record WaitingForSnapshots(String namespace) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "Velero waits for volume snapshots or their upload.",
          "Check the VolumeSnapshots and DataUploads. Velero gives up after itemOperationTimeout"
              + " (4 h by default).",
          kubectl(namespace, "get datauploads.velero.io"));
    }
  }

  /** The operation takes more than 3 times as long as usual. */
  record SlowerThanUsual(long factor) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "It takes " + factor + " times as long as usual.",
          "Check the speed of the volumes and of the object storage.");
    }
  }

  /** The storage location doesn't accept the operation. */
  record LocationUnusable(String location, Problem problem, String message) implements StuckCause {

    /** What is wrong with a location. */
    public enum Problem {
      MISSING,
      UNAVAILABLE,
      READ_ONLY
    }

    @Override
    public Advice advice() {
      String name = "The storage location " + location;
      String command = "velero backup-location get " + ShellQuoting.of(location);
      return switch (problem) {
        case MISSING ->
            new Advice(
                name + " no longer exists.",
                "Create the location again with the same bucket and prefix.",
                "velero backup-location get");
        case UNAVAILABLE ->
            new Advice(
                name + " is unavailable" + (message.isEmpty() ? "." : ": " + message),
                "Check bucket, region and credentials of the location.",
                command);
        case READ_ONLY ->
            new Advice(
                name + " is read-only.",
                "Set the access mode of the location to ReadWrite.",
                command);
      };
    }
  }

  /** Velero processed the request to delete a backup with errors. */
  record DeletionFailed(List<String> errors) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "Velero could not delete it: " + String.join("; ", errors),
          "Correct the cause, then retry the deletion.");
    }
  }

  /** No request to delete the backup is left, or Velero doesn't continue it. */
  record DeletionAbandoned(String namespace) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "Velero does not continue the deletion: no request is being processed.",
          "Retry the deletion. A new request replaces older ones.",
          kubectl(namespace, "get deletebackuprequests.velero.io"));
    }
  }

  /**
   * Velero processes the request to delete the backup for longer than usual.
   *
   * @param minutes how long so far
   */
  record DeletionSlow(String namespace, long minutes) implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "Velero has been processing the request to delete it for " + minutes + " min.",
          "If the server's log shows no progress, retry the deletion. A new request replaces older"
              + " ones.",
          kubectl(namespace, "logs deployment/velero --tail=100"));
    }
  }

  /** The backup is expired and waits for the hourly garbage collection. */
  record WaitingForGarbageCollection() implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "It has expired. Velero deletes expired backups once an hour.",
          "Wait up to an hour, or delete it now.");
    }
  }

  /** The object has a finalizer that only the Velero server removes. */
  record FinalizerPending() implements StuckCause {
    @Override
    public Advice advice() {
      return new Advice(
          "It is being deleted, and Velero has to remove its files first.",
          "Start the Velero server, which removes the finalizer.");
    }
  }

  /**
   * A volume without progress.
   *
   * @param node empty if none is assigned
   * @param reason full sentences
   */
  record StalledVolume(String volume, String node, String reason) {}

  private static String kubectl(String namespace, String command) {
    return "kubectl --namespace " + ShellQuoting.of(namespace) + " " + command;
  }
}
