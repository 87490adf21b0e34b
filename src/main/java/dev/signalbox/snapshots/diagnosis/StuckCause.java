package dev.signalbox.snapshots.diagnosis;

import java.time.Instant;
import java.util.List;

/** Why an operation doesn't progress. Texts are full sentences for the interface. */
public sealed interface StuckCause {

  /** Returns what is the matter. */
  String explanation();

  /** Returns what the operator can do. */
  String remedy();

  /**
   * The Velero server isn't running.
   *
   * @param reason such as {@code CrashLoopBackOff}, or empty
   */
  record ServerDown(String namespace, String reason) implements StuckCause {
    @Override
    public String explanation() {
      return "The Velero server is not running" + (reason.isEmpty() ? "." : ": " + reason + ".");
    }

    @Override
    public String remedy() {
      return "Check the pods and the log of the Deployment velero in " + namespace + ".";
    }
  }

  /** The server was restarted while the operation was in progress. */
  record ServerRestarted(Instant at, boolean outOfMemory) implements StuckCause {
    @Override
    public String explanation() {
      return outOfMemory
          ? "The Velero server ran out of memory and was restarted during the operation."
          : "The Velero server was restarted during the operation.";
    }

    @Override
    public String remedy() {
      return (outOfMemory ? "Raise the memory limit of the server. " : "")
          + "Since 1.9, Velero marks the operation as Failed when it starts; before, it stays"
          + " InProgress: delete it and start it again.";
    }
  }

  /** Velero before 1.18 runs one backup at a time. */
  record WaitingForBackup(String runningBackup) implements StuckCause {
    @Override
    public String explanation() {
      return "It waits for " + runningBackup + ": Velero before 1.18 runs one backup at a time.";
    }

    @Override
    public String remedy() {
      return "Wait until " + runningBackup + " has finished.";
    }
  }

  /** Velero 1.18 queues backups of the same namespaces. */
  record InQueue(long position) implements StuckCause {
    @Override
    public String explanation() {
      return position > 0
          ? "It is number " + position + " in Velero's queue."
          : "It is in Velero's queue.";
    }

    @Override
    public String remedy() {
      return "Wait for the running backups, in particular those of the same namespaces.";
    }
  }

  /** The server runs, but hasn't started the operation. */
  record NotPickedUp(String namespace) implements StuckCause {
    @Override
    public String explanation() {
      return "The Velero server runs but has not started the operation.";
    }

    @Override
    public String remedy() {
      return "Check the server's log in " + namespace + ", and that only one Velero watches it.";
    }
  }

  /** Velero rejected the resource. */
  record Invalid(List<String> errors) implements StuckCause {
    @Override
    public String explanation() {
      return "Velero rejected it: " + String.join("; ", errors);
    }

    @Override
    public String remedy() {
      return "Correct the cause and start it again; Velero doesn't retry.";
    }
  }

  /** Volumes wait for a node agent or make no progress. */
  record VolumesStalled(List<StalledVolume> volumes) implements StuckCause {
    @Override
    public String explanation() {
      StalledVolume first = volumes.getFirst();
      return (volumes.size() == 1
              ? "The volume " + first.volume() + " makes no progress. "
              : volumes.size() + " volumes make no progress. ")
          + first.reason();
    }

    @Override
    public String remedy() {
      return "Check the node agents on these nodes, and the free CPU and memory of the nodes.";
    }
  }

  /** CSI snapshots are being taken or uploaded. */
  record WaitingForSnapshots() implements StuckCause {
    @Override
    public String explanation() {
      return "Velero waits for volume snapshots or their upload.";
    }

    @Override
    public String remedy() {
      return "Check the VolumeSnapshots and DataUploads. Velero gives up after itemOperationTimeout"
          + " (4 h by default).";
    }
  }

  /** The operation takes more than 3 times as long as usual. */
  record SlowerThanUsual(long factor) implements StuckCause {
    @Override
    public String explanation() {
      return "It takes " + factor + " times as long as usual.";
    }

    @Override
    public String remedy() {
      return "Check the speed of the volumes and of the object storage.";
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
    public String explanation() {
      return switch (problem) {
        case MISSING -> "The storage location " + location + " no longer exists.";
        case UNAVAILABLE ->
            "The storage location "
                + location
                + " is unavailable"
                + (message.isEmpty() ? "." : ": " + message);
        case READ_ONLY -> "The storage location " + location + " is read-only.";
      };
    }

    @Override
    public String remedy() {
      return switch (problem) {
        case MISSING -> "Create the location again with the same bucket and prefix.";
        case UNAVAILABLE -> "Check bucket, region and credentials of the location.";
        case READ_ONLY -> "Set the access mode of the location to ReadWrite.";
      };
    }
  }

  /** Velero processed the request to delete a backup with errors. */
  record DeletionFailed(List<String> errors) implements StuckCause {
    @Override
    public String explanation() {
      return "Velero could not delete it: " + String.join("; ", errors);
    }

    @Override
    public String remedy() {
      return "Correct the cause, then retry the deletion.";
    }
  }

  /** No request to delete the backup is left, or Velero doesn't continue it. */
  record DeletionAbandoned() implements StuckCause {
    @Override
    public String explanation() {
      return "Velero does not continue the deletion: no request is being processed.";
    }

    @Override
    public String remedy() {
      return "Retry the deletion. A new request replaces older ones.";
    }
  }

  /** The backup is expired and waits for the hourly garbage collection. */
  record WaitingForGarbageCollection() implements StuckCause {
    @Override
    public String explanation() {
      return "It has expired. Velero deletes expired backups once an hour.";
    }

    @Override
    public String remedy() {
      return "Wait up to an hour, or delete it now.";
    }
  }

  /** The object has a finalizer that only the Velero server removes. */
  record FinalizerPending() implements StuckCause {
    @Override
    public String explanation() {
      return "It is being deleted, and Velero has to remove its files first.";
    }

    @Override
    public String remedy() {
      return "Start the Velero server, which removes the finalizer.";
    }
  }

  /**
   * A volume without progress.
   *
   * @param node empty if none is assigned
   * @param reason full sentence
   */
  record StalledVolume(String volume, String node, String reason) {}
}
