package dev.signalbox.snapshots.velero;

/** Labels and annotations that Signalbox sets on the resources it creates. */
public final class SignalboxLabels {

  public static final String PREFIX = "signalbox.dev/";

  /** Label: {@code full} or {@code partial}. */
  public static final String KIND = PREFIX + "kind";

  /** Label: {@code manual}, {@code schedule} or {@code safety}. */
  public static final String TRIGGER = PREFIX + "trigger";

  /** Label: UUID of the request, to find an object whose creation timed out. */
  public static final String REQUEST_ID = PREFIX + "request-id";

  /** Annotation: login of the user. */
  public static final String REQUESTED_BY = PREFIX + "requested-by";

  public static final String REASON = PREFIX + "reason";
  public static final String APP_VERSION = PREFIX + "app-version";
  public static final String CONFIG_REVISION = PREFIX + "config-revision";

  /** Annotation: UID of the namespace kube-system, which identifies the cluster. */
  public static final String CLUSTER_ID = PREFIX + "cluster-id";

  /** Annotation of a backup: {@code true} exempts it from the retention rules of Signalbox. */
  public static final String KEEP = PREFIX + "keep";

  /** Annotation of a restore: name of the backup that was taken before it. */
  public static final String SAFETY_BACKUP = PREFIX + "safety-backup";

  private SignalboxLabels() {}
}
