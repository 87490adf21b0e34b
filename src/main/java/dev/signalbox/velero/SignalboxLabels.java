package dev.signalbox.velero;

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

  /** Annotation of a backup: {@code true} exempts it from the retention rules of Signalbox. */
  public static final String KEEP = PREFIX + "keep";

  /** Annotation of a backup: the volumes that it was expected to save, as JSON. */
  public static final String EXPECTED_VOLUMES = PREFIX + "expected-volumes";

  /** Annotation of a storage location: when Signalbox last changed it, in ISO 8601. */
  public static final String CHANGED_AT = PREFIX + "changed-at";

  /** Annotation of a storage location: its {@code spec} before the last change, as JSON. */
  public static final String PREVIOUS_SPEC = PREFIX + "previous-spec";

  /** Annotation of a restore: name of the backup that was taken before it. */
  public static final String SAFETY_BACKUP = PREFIX + "safety-backup";

  /** Annotation of a restore: UUID of the restore in the database of Signalbox. */
  public static final String RESTORE_ID = PREFIX + "restore-id";

  /** Annotation of a restore: {@code merge} or {@code replace}. */
  public static final String RESTORE_MODE = PREFIX + "restore-mode";

  /** Value of the label {@code app.kubernetes.io/name} on the objects of Signalbox. */
  public static final String APP_NAME = "signalbox";

  private SignalboxLabels() {}
}
