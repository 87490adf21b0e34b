package dev.signalbox.velero;

/** Scope of a backup, from the labels of Signalbox or the annotations of KOTS. */
public enum BackupKind {
  /** The installation with its cluster-scoped resources. */
  FULL,
  /** The application only. A lost cluster can't be rebuilt from it. */
  PARTIAL,
  /** Created by another tool, such as the velero CLI; see its namespaces and selectors. */
  CUSTOM;

  /** Returns the kind that a label value of {@link SignalboxLabels#KIND} states. */
  public static BackupKind ofLabel(String value) {
    return switch (value) {
      case "full" -> FULL;
      case "partial" -> PARTIAL;
      default -> CUSTOM;
    };
  }
}
